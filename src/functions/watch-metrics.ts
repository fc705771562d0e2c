/** The numbers of one pass that alarms watch. What cannot be known is left out: nothing unknown is ever a 0. */
import { SWITCH_PATIENCE_MS } from '../core/limits.ts';
import type { Observation } from '../core/observation.ts';
import type { Configuration, Service } from '../core/service.ts';
import type { FailbackStep, ServiceState } from '../core/state.ts';
import type { SelfMetric } from '../infrastructure/self-metrics.ts';
import type { Pass } from '../reconcile/reconcile.ts';

export type WatchMetrics = Readonly<Partial<Record<SelfMetric, number>>>;

interface Watched {
  readonly service: Service;
  readonly state: ServiceState;
  readonly observation: Observation;
}

export function watchMetrics({ services }: Configuration, pass: Pass): WatchMetrics {
  const watched = services.flatMap((service) => watch(service, pass));
  const readable = watched.filter(recordsRead).length;
  const measured = Object.entries(MEASURES).flatMap(([metric, { value, isKnown }]) => {
    const values = watched.map((one) => value(one, pass.nowMs));
    const total = metric.endsWith('Seconds') ? Math.max(0, ...values) : sum(values);
    // Of some services only it is at least so much, which a 0 would not say.
    const isWhole = watched.length === services.length && watched.every(isKnown);
    return isWhole || total > 0 ? [[metric, total] as const] : [];
  });
  return {
    Passes: 1,
    PassFaults: pass.faults.length,
    UnreadableServices: services.length - readable,
    ...Object.fromEntries(measured),
  };
}

function watch(service: Service, { decisions, observations }: Pass): readonly Watched[] {
  const state = decisions.get(service.id)?.state;
  const observation = observations.get(service.id);
  return state === undefined || observation === undefined ? [] : [{ service, state, observation }];
}

interface Measure {
  /** Whether so many, or for how many seconds, of one service. */
  readonly value: (one: Watched, nowMs: number) => number;
  /** What the value is worked out from was seen in this pass. */
  readonly isKnown: (one: Watched) => boolean;
}

const ALWAYS = () => true;
const recordsRead = ({ observation }: Watched) => observation.records.known;

const MEASURES: Readonly<
  Record<Exclude<SelfMetric, 'Passes' | 'PassFaults' | 'UnreadableServices'>, Measure>
> = {
  PausedServices: { value: ({ state }) => Number(state.pause !== null), isKnown: ALWAYS },
  WrongSwitches: {
    value: ({ state: { conditions } }) =>
      Number(conditions.crossing !== undefined || conditions.switchDisagrees !== undefined),
    isKnown: ({ observation }) => observation.holdWitness.known,
  },
  RecordsWrongSeconds: {
    value: ({ state }, nowMs) => secondsSince(recordsWrongSinceMs(state), nowMs),
    isKnown: recordsRead,
  },
  OldestUntoldSeconds: {
    value: ({ state }, nowMs) => secondsSince(state.outbox[0]?.savedAtMs, nowMs),
    isKnown: ALWAYS,
  },
  StageOverdueSeconds: {
    value: ({ service, state }, nowMs) => secondsSince(stageDueMs(service, state), nowMs),
    isKnown: ALWAYS,
  },
  LongestIncidentSeconds: {
    value: ({ state }, nowMs) => secondsSince(state.incident?.openedAtMs, nowMs),
    isKnown: ALWAYS,
  },
};

/** Since a person, another state or a change that does not arrive keeps the records from being as meant. */
function recordsWrongSinceMs({ records, conditions }: ServiceState): number | undefined {
  const underWay =
    records === null || records.progress.status === 'insync' ? [] : [records.decidedAtMs];
  const conditionsMs = [conditions.drift, conditions.frozen].flatMap((one) => one?.sinceMs ?? []);
  const sinceMs = [...underWay, ...conditionsMs];
  return sinceMs.length === 0 ? undefined : Math.min(...sinceMs);
}

const MINUTE_MS = 60_000;
/** To be seen by the tick that begins it, to be INSYNC, and to be found good by the tick after the bake. */
const CHANGE_MS = 3 * MINUTE_MS;

/** When the failback should have left its stage, a person's approval apart; `undefined` without one. */
function stageDueMs(
  service: Service,
  { failback, records, holdSwitch }: ServiceState,
): number | undefined {
  const step = failback?.steps[failback.step];
  if (step === undefined) return undefined;
  const begunMs = step.kind === 'weights' ? records?.decidedAtMs : holdSwitch.decidedAtMs;
  return begunMs === undefined ? undefined : begunMs + stageMs(service, step);
}

function stageMs({ ttlSeconds, failback }: Service, step: FailbackStep): number {
  const bakes = step.kind === 'weights' || step.bakes;
  const effectMs = step.kind === 'weights' ? CHANGE_MS : CHANGE_MS + SWITCH_PATIENCE_MS;
  return bakes ? effectMs + ttlSeconds * 1000 + failback.bakeMs : effectMs;
}

/** 0 where it did not begin, or is not due yet. */
function secondsSince(sinceMs: number | undefined, nowMs: number): number {
  return sinceMs === undefined ? 0 : Math.max(0, Math.floor((nowMs - sinceMs) / 1000));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
