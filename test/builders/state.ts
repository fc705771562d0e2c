/** Remembered states for tests of the core: one for each place a service can be, consistent in itself. */
import { armingFingerprint } from '../../src/core/arming.ts';
import type { Service } from '../../src/core/service.ts';
import {
  AT_REST,
  type FailbackProgress,
  HELD,
  type Incident,
  newState,
  type RecordIntent,
  type ServiceState,
  type Weights,
} from '../../src/core/state.ts';
import { aService } from './configuration.ts';
import { OUTAGE_MS } from './entries.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** The time at which tests decide, unless they say otherwise. */
export const NOW_MS = OUTAGE_MS;
/** When the services of these states were armed. */
const DEPLOYED_MS = NOW_MS - 30 * 24 * HOUR;
const HELD_MS = NOW_MS - 2 * HOUR;

/** At rest, armed, looked at often: nothing is the matter. The switch has been seen off. */
export function aState(
  overrides: Partial<ServiceState> = {},
  service: Service = aService(),
): ServiceState {
  const fingerprint = armingFingerprint(service);
  const fresh = newState(service.id, service.routing, fingerprint, DEPLOYED_MS);
  return {
    ...fresh,
    version: 40,
    armed: { ...fresh.armed, atMs: DEPLOYED_MS + 10 * MINUTE },
    holdSwitch: { ...fresh.holdSwitch, seenAtMs: DEPLOYED_MS + MINUTE },
    ...overrides,
  };
}

/** First seen at `NOW_MS`, never armed. */
export function anUnarmedState(
  overrides: Partial<ServiceState> = {},
  service: Service = aService(),
): ServiceState {
  const { fingerprint, good } = aState({}, service).armed;
  return aState({ armed: { fingerprint, firstSeenMs: NOW_MS, good, atMs: null }, ...overrides });
}

export function anIncident(overrides: Partial<Incident> = {}): Incident {
  return {
    id: 'shop-20261124-130500',
    kind: 'failure',
    openedAtMs: HELD_MS,
    notHeldBecause: null,
    holdBegunAtMs: null,
    holdReason: null,
    heldAtMs: null,
    returnedAtMs: null,
    flaps: 0,
    failbackPossibleToldAtMs: null,
    needsPerson: false,
    ...overrides,
  };
}

/** The primary failed and there was no hold, because the secondary was down as well. */
export function unheldState(
  overrides: Partial<ServiceState> = {},
  service: Service = aService(),
): ServiceState {
  const incident = anIncident({
    openedAtMs: NOW_MS - 5 * MINUTE,
    notHeldBecause: 'secondaryUnhealthy',
  });
  return aState({ incident, ...overrides }, service);
}

/** An intent that every name server has had for `ageMs`. */
export function insync(weights: Weights, generation: number, ageMs: number): RecordIntent {
  return {
    weights,
    before: weights,
    generation,
    decidedAtVersion: 30 + generation,
    decidedAtMs: NOW_MS - ageMs - 30 * SECOND,
    progress: { status: 'insync', atMs: NOW_MS - ageMs },
  };
}

/** An intent that nobody has sent yet, decided at `NOW_MS - ageMs`. */
export function wanted(weights: Weights, before: Weights, generation: number, ageMs = 0) {
  return {
    weights,
    before,
    generation,
    decidedAtVersion: 40,
    decidedAtMs: NOW_MS - ageMs,
    progress: { status: 'wanted' },
  } as const;
}

const HELD_INCIDENT = anIncident({
  holdBegunAtMs: HELD_MS,
  holdReason: 'primaryFailed',
  heldAtMs: HELD_MS + MINUTE,
});

/** The hold has begun a minute ago: change submitted, switch on, neither shown yet. */
export function holdingState(
  overrides: Partial<ServiceState> = {},
  service: Service = aService(),
): ServiceState {
  const begunMs = NOW_MS - MINUTE;
  const submitted = { status: 'submitted', changeId: 'C1' } as const;
  return aState(
    {
      phase: 'OnSecondary',
      records:
        service.routing === 'weighted'
          ? { ...wanted(HELD, AT_REST, 1, MINUTE), progress: submitted }
          : null,
      holdSwitch: { position: 'on', decidedAtMs: begunMs, seenAtMs: null },
      incident: anIncident({
        openedAtMs: begunMs,
        holdBegunAtMs: begunMs,
        holdReason: 'primaryFailed',
      }),
      cooldownUntilMs: begunMs + service.cooldownMs,
      ...overrides,
    },
    service,
  );
}

/** Held for two hours where the service may rest; the primary has been healthy for an hour, the cooldown is over. */
export function heldState(
  overrides: Partial<ServiceState> = {},
  service: Service = aService(),
): ServiceState {
  const byWeights = service.routing === 'weighted';
  const staysOn = !byWeights || service.lastResort === 'secondary';
  return aState(
    {
      phase: 'OnSecondary',
      records: byWeights ? insync(HELD, 1, 2 * HOUR) : null,
      holdSwitch: {
        position: staysOn ? 'on' : 'off',
        decidedAtMs: HELD_MS,
        seenAtMs: HELD_MS + 3 * MINUTE,
      },
      incident: HELD_INCIDENT,
      primaryStable: { accumulatedMs: 0, runningSinceMs: NOW_MS - HOUR },
      cooldownUntilMs: HELD_MS + service.cooldownMs,
      ...overrides,
    },
    service,
  );
}

export function aFailback(overrides: Partial<FailbackProgress> = {}): FailbackProgress {
  return {
    steps: [
      { kind: 'weights', primary: 10 },
      { kind: 'weights', primary: 50 },
      { kind: 'weights', primary: 100 },
    ],
    step: 0,
    configHash: aService().configHash,
    startedAtMs: NOW_MS - HOUR,
    startedBy: 'operator',
    approved: false,
    waitingFor: null,
    ...overrides,
  };
}

/** At one step of 10, 50, 100 per cent; it has been everywhere for an hour, so TTL and bake are over. */
export function returningState(
  step: 0 | 1 | 2 = 0,
  overrides: Partial<ServiceState> = {},
  ageMs = HOUR,
): ServiceState {
  const primary = [10, 50, 100][step]!;
  return heldState({
    phase: 'Returning',
    records: insync({ primary, secondary: 100 - primary }, 2 + step, ageMs),
    failback: aFailback({ step }),
    ...overrides,
  });
}
