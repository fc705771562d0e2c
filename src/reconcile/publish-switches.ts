/** The hold switch of every service, on every pass: constant work, whatever happens. */
import type { HoldSwitches, SwitchValue } from '../ports.ts';
import type { Actor } from './change-records.ts';
import type { PassFaults } from './faults.ts';

/** A value decided longer ago than this could overrule a newer one, so it is given up. */
const STALE_MS = 30_000;

/**
 * Times of one pass. Values carry one of them, so that those of newer states carry later ones: a pass that began in
 * between, but read the state before it was saved, must not overrule the one that saved it.
 */
export interface PassTimes {
  /** When it began, before it read any state. */
  readonly nowMs: number;
  /** When it began to save, after it had read everything. */
  readonly savingMs: number;
}

export async function publishSwitches(
  holdSwitches: HoldSwitches,
  actors: readonly Actor[],
  times: PassTimes,
  nowMs: number,
  faults: PassFaults,
): Promise<void> {
  if (actors.length === 0) return;
  if (nowMs - times.nowMs > STALE_MS) {
    faults.add('publishing hold switches', new Error('given up: the decision is older than 30 s'));
    return;
  }
  const values = actors.map(
    ({ service, state, savedHere }): SwitchValue => ({
      service: service.id,
      value: state.holdSwitch.position === 'on' ? 1 : 0,
      atMs: savedHere ? times.savingMs : times.nowMs,
    }),
  );
  await faults.attempt('publishing hold switches', () => holdSwitches.publish(values));
}
