/** Swarm testing: each seed draws which faults it has at all, and how often, so that rare ones meet undisturbed. */
import type { Chance } from '../src/world/random.ts';
import { type Streams, weighted } from './streams.ts';

export const CALL_FAULTS = [
  'error',
  'throttle',
  'timeout',
  'hang',
  'answerLost',
  'late',
  'slow',
  'stale',
  'rubbish',
  'partial',
  'crashBefore',
  'crashAfter',
  'freeze',
] as const;

export type CallFaultKind = (typeof CALL_FAULTS)[number];

export const PASS_FAULTS = ['missed', 'delayed', 'doubled', 'parallel', 'skewed'] as const;

export type PassFaultKind = (typeof PASS_FAULTS)[number];

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface Swarm {
  /** Of each call. */
  readonly calls: Readonly<Record<CallFaultKind, number>>;
  /** Of each pass. */
  readonly passes: Readonly<Record<PassFaultKind, number>>;
  /** The most that a call of a pass takes, where calls take time at all. */
  readonly latencyMs: number;
  readonly skew: { readonly usualMs: number; readonly extremeMs: number };
  /** Mean times between happenings; `null`: this seed has none. */
  readonly gapsMs: {
    readonly siteBreaks: number | null;
    readonly regionBreaks: number | null;
    readonly flapping: number | null;
    readonly alarms: number | null;
    readonly serviceFaults: number | null;
    readonly usEast1: number | null;
    readonly events: number | null;
    readonly operators: number | null;
    readonly handEdits: number | null;
    readonly redeploys: number | null;
    readonly restores: number | null;
    readonly corruptions: number | null;
    readonly newCode: number | null;
    readonly blackouts: number | null;
  };
  readonly outageMs: number;
}

const RATES = [
  [10, 0],
  [4, 0.001],
  [4, 0.005],
  [2, 0.02],
  [1, 0.08],
] as const;

export function drawSwarm(streams: Streams): Swarm {
  const rate = (kind: string) => weighted(streams.of(`rate ${kind}`), RATES);
  const gap = (kind: string, ...gaps: readonly (number | null)[]) => {
    const chance = streams.of(`gap ${kind}`);
    return gaps[Math.floor(chance.share() * gaps.length)] ?? null;
  };
  const record = <Kind extends string>(kinds: readonly Kind[]) =>
    Object.fromEntries(kinds.map((kind) => [kind, rate(kind)])) as Record<Kind, number>;
  return {
    calls: record(CALL_FAULTS),
    passes: record(PASS_FAULTS),
    latencyMs: weighted(streams.of('latency'), [
      [7, 0],
      [2, 400],
      [1, 3000],
    ]),
    skew: {
      usualMs: weighted(streams.of('skew'), [
        [1, 0],
        [2, 5000],
      ]),
      extremeMs: weighted(streams.of('extreme skew'), [
        [6, 0],
        [1, HOUR_MS],
      ]),
    },
    gapsMs: {
      siteBreaks: gap('sites', HOUR_MS, 2 * HOUR_MS, 5 * HOUR_MS, 8 * HOUR_MS),
      regionBreaks: gap('regions', null, null, 6 * HOUR_MS, 12 * HOUR_MS),
      flapping: gap('flapping', null, null, null, 12 * HOUR_MS),
      alarms: gap('alarms', null, 2 * HOUR_MS, 6 * HOUR_MS),
      serviceFaults: gap('services', null, 2 * HOUR_MS, 6 * HOUR_MS),
      usEast1: gap('us-east-1', null, null, 12 * HOUR_MS, 24 * HOUR_MS),
      events: gap('events', null, 3 * HOUR_MS, 8 * HOUR_MS),
      operators: gap('operators', 20 * MINUTE_MS, HOUR_MS, 3 * HOUR_MS, null),
      handEdits: gap('hand edits', null, null, 6 * HOUR_MS, 12 * HOUR_MS),
      redeploys: gap('redeploys', null, null, 8 * HOUR_MS, 24 * HOUR_MS),
      restores: gap('restores', null, null, null, 12 * HOUR_MS),
      corruptions: gap('corruptions', null, null, null, 12 * HOUR_MS),
      newCode: gap('new code', null, null, null, 12 * HOUR_MS),
      blackouts: gap('blackouts', null, null, 6 * HOUR_MS, 12 * HOUR_MS),
    },
    outageMs: weighted(streams.of('outage length'), [
      [1, 2 * MINUTE_MS],
      [3, 8 * MINUTE_MS],
      [3, 25 * MINUTE_MS],
      [1, 90 * MINUTE_MS],
    ]),
  };
}

/** A length around a mean, never none. */
export function lengthMs(chance: Chance, meanMs: number): number {
  return Math.max(5000, Math.round(meanMs * (0.2 + 1.8 * chance.share() ** 2)));
}
