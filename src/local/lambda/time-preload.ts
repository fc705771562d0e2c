/**
 * Loaded before a function's bundle: makes `Date` and timers run at the local account's speed, so that the bundle itself
 * can be byte for byte what is deployed. Nothing else is touched.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { TimeScale } from '../virtual-clock.ts';

/**
 * Sockets and processors do not get faster with the clock: what waits for them waits at least this long, or as long as
 * it would anyway.
 */
const SHORTEST_WAIT_MS = 150;

/** Until the first invocation, this machine's own time. */
let scale: TimeScale = { speed: 1, realOriginMs: 0, virtualOriginMs: 0 };

/** How time goes for the invocation that begins. */
export function liveIn(now: TimeScale): void {
  scale = now;
}

const RealDate = Date;

function nowMs(): number {
  const realMs = performance.timeOrigin + performance.now();
  return Math.floor(scale.virtualOriginMs + (realMs - scale.realOriginMs) * scale.speed);
}

function realMs(virtualMs: number): number {
  return Math.max(virtualMs / scale.speed, Math.min(virtualMs, SHORTEST_WAIT_MS));
}

globalThis.Date = new Proxy(RealDate, {
  apply: () => new RealDate(nowMs()).toString(),
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [nowMs()] : args, newTarget),
  get: (target, key) => (key === 'now' ? nowMs : Reflect.get(target, key)),
});

const realTimeout = globalThis.setTimeout;
const realInterval = globalThis.setInterval;
const realAbortTimeout = AbortSignal.timeout;

globalThis.setTimeout = Object.assign(
  (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
    realTimeout(run, realMs(ms), ...args),
  { [promisify.custom]: (ms = 0, value?: unknown) => pause(realMs(ms), value) },
) as unknown as typeof setTimeout;
globalThis.setInterval = ((run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
  realInterval(run, realMs(ms), ...args)) as typeof setInterval;
AbortSignal.timeout = (ms) => realAbortTimeout.call(AbortSignal, Math.ceil(realMs(ms)));
