/** What a pass began and did not finish is left to it for as long as it may live. */
import { FUNCTION_TIMEOUT_MS } from './limits.ts';

/** A time that lies as far ahead was written by a wrong clock; to wait until then could take hours. */
export function isAbandoned(begunAtMs: number, nowMs: number): boolean {
  return Math.abs(nowMs - begunAtMs) >= FUNCTION_TIMEOUT_MS;
}
