/** What a hunt must have met at least once, or its silence proves little: the model's `sometimes` goals and some more. */
import type { HuntReport } from './report.ts';

export interface Goal {
  readonly name: string;
  /** A hunt of so many seeds of a whole day must reach it. */
  readonly fromSeeds: number;
}

const often = (name: string): Goal => ({ name, fromSeeds: 50 });
const seldom = (name: string): Goal => ({ name, fromSeeds: 500 });

export const GOALS: readonly Goal[] = [
  often('hold after a failure'),
  often('planned failover'),
  often('failback completed'),
  often('failback by itself'),
  often('relapse'),
  often('flap'),
  often('hand edit noticed'),
  often('hand edit adopted'),
  often('frozen and thawed'),
  often('probe drips'),
  often('observed only'),
  often('two passes race in OnPrimary'),
  often('two passes race in OnSecondary'),
  often('control plane down for more than an hour'),
  seldom('two passes race in Returning'),
  seldom('answer lost, then repeated'),
  seldom('late change refused by the fence'),
  seldom('late change won, and the newer one was repeated'),
  seldom('crash between intent and change'),
  seldom('crash between change and telling'),
  seldom('abort while a change is pending'),
  seldom('abort against the last stage'),
  seldom('both sides down during a failback'),
  seldom('alarm without data while held'),
  seldom('configuration changed during a failback'),
  seldom('restore detected'),
  seldom('budget exhausted'),
  seldom('state store down during an incident'),
  seldom('clock backwards over a stage boundary'),
  seldom('event a day late changes nothing'),
  seldom('old and new code together'),
  seldom('abort or relapse waits for the secondary'),
  seldom('switch never shown'),
  seldom('crossing left because of the secondary'),
  seldom('late hold'),
  seldom('returned by hand'),
  seldom('command asked again after no answer'),
  seldom('the same command again gets the same answer'),
  seldom('the same id for another command is refused'),
  seldom('held for a month'),
  seldom('events alone are enough'),
];

const DAY_HOURS = 24;

/** Goals that a hunt of this size should have reached, and did not. */
export function unreached(report: HuntReport, goals: readonly Goal[]): readonly Goal[] {
  const days = (report.seeds * report.hours) / DAY_HOURS;
  return goals.filter(({ name, fromSeeds }) => days >= fromSeeds && !report.goals[name]);
}
