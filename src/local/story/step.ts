/** One thing that must be observed before the story goes on. */
import type { VirtualClock } from '../virtual-clock.ts';

/** `seen` is what the story tells; `notYet` is what was there instead. */
export type Sight = { readonly seen: string } | { readonly notYet: string };

export interface Step {
  /** What is waited for, as a sentence that is true once it is seen. */
  readonly expected: string;
  /** Milliseconds of the account. */
  readonly withinMs: number;
  readonly look: () => Promise<Sight>;
}

export type Outcome =
  | { readonly ok: true; readonly seen: string; readonly tookMs: number }
  | { readonly ok: false; readonly lastSeen: string };

/** Of this machine: looking costs questions and calls. */
const BETWEEN_LOOKS_MS = 40;

/** Looks until it is seen, or until the time is up. */
export async function observe(clock: VirtualClock, step: Step): Promise<Outcome> {
  const startMs = clock.nowMs();
  for (;;) {
    const sight = await step.look();
    const tookMs = clock.nowMs() - startMs;
    if ('seen' in sight) return { ok: true, seen: sight.seen, tookMs };
    if (tookMs > step.withinMs) return { ok: false, lastSeen: sight.notYet };
    await pause(clock, clock.virtualMs(BETWEEN_LOOKS_MS));
  }
}

export async function pause(clock: VirtualClock, virtualMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  clock.after(virtualMs, resolve);
  await promise;
}
