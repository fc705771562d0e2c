/** S2 for the hold switch: a value is given up when it is stale, or it could overrule a newer decision. */
import type { SwitchValue } from '../../src/ports.ts';
import type { Ground } from '../ground.ts';
import type { Invocation } from '../invocation.ts';

/** Design, section 6: a write is given up when it is older. */
const STALE_MS = 30_000;

export function judgeValues(
  ground: Ground,
  { skewMs, number }: Invocation,
  values: readonly SwitchValue[],
): void {
  for (const { service, value, atMs } of values) {
    const ageMs = ground.nowMs + skewMs - atMs;
    if (ageMs <= STALE_MS) continue;
    ground.violate('S2', `${service}: #${number} sends the switch ${value} of ${ageMs} ms ago`);
  }
}
