/** The hold switch of every service, on every pass: constant work, whatever happens. */
import type { HoldSwitches, SwitchValue } from '../ports.ts';
import type { Actor } from './change-records.ts';
import type { PassFaults } from './faults.ts';

/** A value decided longer ago than this could overrule a newer one, so it is given up. */
const STALE_MS = 30_000;

export async function publishSwitches(
  holdSwitches: HoldSwitches,
  actors: readonly Actor[],
  decidedAtMs: number,
  nowMs: number,
  faults: PassFaults,
): Promise<void> {
  if (actors.length === 0) return;
  if (nowMs - decidedAtMs > STALE_MS) {
    faults.add('publishing hold switches', new Error('given up: the decision is older than 30 s'));
    return;
  }
  const values = actors.map(
    ({ service, state }): SwitchValue => ({
      service: service.id,
      value: state.holdSwitch.position === 'on' ? 1 : 0,
      atMs: decidedAtMs,
    }),
  );
  await faults.attempt('publishing hold switches', () => holdSwitches.publish(values));
}
