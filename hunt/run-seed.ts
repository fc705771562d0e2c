/** One seed: a day of faults in one account, then the calm; every step is judged. */
import { setImmediate as turn } from 'node:timers/promises';
import { Ground, HOUR_MS, type Violation } from './ground.ts';
import { AnswerWatch } from './invariants/answers.ts';
import { Invocations } from './invocations.ts';
import { calmDown } from './liveness.ts';
import { Mischief } from './mischief.ts';
import { Operators } from './operators.ts';
import { Schedule } from './schedule.ts';
import { Weather } from './weather.ts';

export interface SeedReport {
  readonly seed: number;
  readonly hash: string;
  readonly passes: number;
  readonly injected: ReadonlyMap<string, number>;
  readonly goals: ReadonlyMap<string, number>;
  readonly violations: readonly Violation[];
  readonly trail: readonly string[];
}

/** The parts of a seed under way. */
export interface Course {
  readonly ground: Ground;
  readonly invocations: Invocations;
  readonly operators: Operators;
  readonly mischief: Mischief;
  readonly weather: Weather;
  readonly schedule: Schedule;
  advance(ms: number): Promise<void>;
}

export async function runSeed(
  seed: number,
  hours: number,
  withTrail: boolean,
  without: ReadonlySet<string> = new Set(),
): Promise<SeedReport> {
  const ground = new Ground(seed, withTrail, without);
  const invocations = new Invocations(ground);
  const schedule = new Schedule(ground, invocations);
  const watch = new AnswerWatch(ground);
  const operators = new Operators(ground, invocations);
  const course: Course = {
    ground,
    invocations,
    schedule,
    weather: new Weather(ground),
    operators,
    mischief: new Mischief(ground, invocations, operators),
    advance: (ms) => advance(ground, schedule, watch, ground.nowMs + ms),
  };
  await course.advance(hours * HOUR_MS);
  await calmDown(course);
  return {
    seed,
    hash: ground.trail.digest.hex,
    passes: invocations.started,
    injected: ground.injected,
    goals: ground.goals,
    violations: ground.violations,
    trail: ground.trail.lines,
  };
}

/** From happening to happening; after each of them everything that can run runs, and is judged. */
async function advance(
  ground: Ground,
  schedule: Schedule,
  watch: AnswerWatch,
  endMs: number,
): Promise<void> {
  const { world, agenda } = ground;
  while (ground.nowMs < endMs) {
    const nextMs = Math.min(endMs, world.nextEventAtMs() ?? endMs, agenda.nextAtMs() ?? endMs);
    world.step(nextMs);
    schedule.takeEvents();
    agenda.advance(nextMs);
    if (ground.stirred) {
      ground.stirred = false;
      await turn();
      for (const act of ground.takeAfterwards()) act();
    }
    ground.truth.follow();
    watch.look();
  }
}
