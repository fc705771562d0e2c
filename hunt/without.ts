/** A seed's day with some kinds of fault left out. Each kind has streams of its own, so that the others stay as they are. */
import type { Swarm } from './swarm.ts';

/** The kinds that this day has at all, by their names in `Swarm`. */
export function kindsOf(swarm: Swarm): readonly string[] {
  const { calls, passes, gapsMs, latencyMs, skew } = swarm;
  return [
    ...Object.entries({ ...calls, ...passes }).flatMap(([kind, rate]) => (rate > 0 ? [kind] : [])),
    ...Object.entries(gapsMs).flatMap(([kind, gap]) => (gap === null ? [] : [kind])),
    ...(latencyMs > 0 ? ['latencyMs'] : []),
    ...(skew.usualMs + skew.extremeMs > 0 ? ['skew'] : []),
  ];
}

export function swarmWithout(swarm: Swarm, kinds: ReadonlySet<string>): Swarm {
  const rates = <Rates extends Readonly<Record<string, number>>>(all: Rates): Rates =>
    emptied(all, kinds, 0);
  return {
    ...swarm,
    calls: rates(swarm.calls),
    passes: rates(swarm.passes),
    gapsMs: emptied(swarm.gapsMs, kinds, null),
    latencyMs: kinds.has('latencyMs') ? 0 : swarm.latencyMs,
    skew: kinds.has('skew') ? { usualMs: 0, extremeMs: 0 } : swarm.skew,
  };
}

function emptied<All extends object>(all: All, kinds: ReadonlySet<string>, none: unknown): All {
  const entries = Object.entries(all);
  return Object.fromEntries(
    entries.map(([kind, at]) => [kind, kinds.has(kind) ? none : at]),
  ) as All;
}
