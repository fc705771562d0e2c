/** Random lives of one service: what is seen, asked and sent changes from pass to pass, as badly as it can. */
import fc from 'fast-check';
import { COMMAND_KINDS } from '../../src/core/command.ts';
import { type DecideInput, type Decision, decide } from '../../src/core/decide.ts';
import type {
  AnsweredSide,
  NamedReading,
  Observation,
  SeenAlarmState,
  SeenChangeStatus,
  SeenRecords,
  SideObservation,
  SwitchPosition,
  WitnessedHealth,
} from '../../src/core/observation.ts';
import { known, type Reading, unknown } from '../../src/core/reading.ts';
import { judgeRecords } from '../../src/core/records.ts';
import type { Service } from '../../src/core/service.ts';
import type { Restraint } from '../../src/core/situation.ts';
import type { ServiceState } from '../../src/core/state.ts';
import { aFailbackPolicy, anEndpointCheck, aService, aSide } from '../builders/configuration.ts';
import { aCommand } from '../builders/decision.ts';
import { anObservationOf, aReading, seenRecords } from '../builders/observation.ts';
import {
  anUnarmedState,
  aState,
  HOUR,
  heldState,
  MINUTE,
  NOW_MS,
  SECOND,
  unheldState,
} from '../builders/state.ts';

const SERVICES: readonly Service[] = [
  aService(),
  aService({ failback: aFailbackPolicy({ start: 'when-stable' }) }),
  aService({ failback: aFailbackPolicy({ approval: 'each-stage' }) }),
  aService({ lastResort: 'secondary' }),
  aService({ routing: 'failover', failback: aFailbackPolicy({ stages: [100] }) }),
];

const CHANGES: readonly Partial<Service>[] = [
  { configHash: 'other' },
  { mode: 'observe', configHash: 'observing' },
  {
    primary: aSide('primary', { healthCheck: anEndpointCheck('primary', { path: '/ready' }) }),
    configHash: 'another check',
  },
];

/** `good` comes this many times as often as anything else, so that some walks get somewhere and some are stormy. */
function passes(calm: number) {
  function mostly<T>(good: T, ...others: readonly T[]): fc.Arbitrary<T> {
    const rare = others.map((value) => ({ arbitrary: fc.constant(value), weight: 1 }));
    return fc.oneof({ arbitrary: fc.constant(good), weight: calm * others.length }, ...rare);
  }
  function reading<T>(good: T, ...others: readonly T[]): fc.Arbitrary<Reading<T>> {
    const bad = others.map((value) => known(value));
    return mostly<Reading<T>>(known(good), ...bad, unknown('silence'));
  }
  const checks = mostly<readonly NamedReading[]>(
    [],
    [aReading('good')],
    [aReading('bad')],
    [aReading('unknown')],
  );
  const side: fc.Arbitrary<SideObservation> = fc.record({
    witness: reading<WitnessedHealth>('healthy', 'unhealthy'),
    probe: reading({ good: true, detail: 'HTTP 200' }, { good: false, detail: 'HTTP 503' }),
    probeTellsAll: fc.boolean(),
    alarm: reading<SeenAlarmState>('OK', 'ALARM', 'INSUFFICIENT_DATA'),
    readiness: checks,
  });
  return fc.record({
    afterMs: mostly(
      MINUTE,
      SECOND,
      6 * MINUTE,
      11 * MINUTE,
      40 * MINUTE,
      25 * HOUR,
      -5 * MINUTE,
      0,
    ),
    primary: side,
    secondary: side,
    switchShows: mostly<SwitchPosition | 'asMeant' | 'nothing'>('asMeant', 'on', 'off', 'nothing'),
    answer: reading<AnsweredSide>('secondary', 'primary', 'mixed'),
    records: mostly('asTheyAre', 'unreadable', 'drifted', 'foreign'),
    change: reading<SeenChangeStatus>('INSYNC', 'PENDING', 'NoSuchChange'),
    guards: checks,
    command: fc.oneof(
      { arbitrary: fc.constant(null), weight: 2 + calm },
      { arbitrary: command, weight: 2 },
    ),
    restraint: mostly<Restraint | null>(null, 'rateBrake'),
    changed: mostly<Partial<Service>>({}, ...CHANGES),
    sent: mostly('answered', 'answerLost', 'notSent'),
  });
}

const command = fc
  .record({
    kind: fc.constantFrom(...COMMAND_KINDS),
    id: fc.nat(20),
    forMs: fc.constantFrom(HOUR, 26 * HOUR),
  })
  .map(({ kind, id, forMs }) =>
    aCommand(kind, { id: `id-${id}`, forMs: kind === 'pause' ? forMs : null }),
  );

type Pass = ReturnType<typeof passes> extends fc.Arbitrary<infer P> ? P : never;

const STARTS = ['new', 'atRest', 'unheld', 'held'] as const;

export interface Walk {
  readonly service: Service;
  readonly start: (typeof STARTS)[number];
  readonly passes: readonly Pass[];
}

export const walks: fc.Arbitrary<Walk> = fc.constantFrom(1, 4, 40).chain((calm) =>
  fc.record({
    service: fc.constantFrom(...SERVICES),
    start: fc.constantFrom(...STARTS),
    passes: fc.array(passes(calm), { minLength: 1, maxLength: 30, size: 'max' }),
  }),
);

export interface Step {
  readonly input: DecideInput;
  readonly decision: Decision;
}

/** The zone and the clock beside the state; what a pass sent is in the zone at once. */
interface World {
  readonly state: ServiceState;
  readonly zone: SeenRecords;
  readonly nowMs: number;
}

export function takeWalk({ service, start, passes }: Walk): { steps: readonly Step[]; end: World } {
  const steps: Step[] = [];
  let world = worldAt(startOf(service, start));
  for (const one of passes) {
    const nowMs = world.nowMs + one.afterMs;
    const input: DecideInput = {
      service: { ...service, ...one.changed },
      state: world.state,
      observation: sightOf(one, world),
      command: one.command,
      restraint: one.restraint,
      nowMs,
    };
    const decision = decide(input);
    steps.push({ input, decision });
    world = act({ ...world, nowMs }, decision.state, input.observation, one.sent);
  }
  return { steps, end: world };
}

function worldAt(state: ServiceState): World {
  const { records } = anObservationOf(state);
  return { state, zone: records.known ? records.value : seenRecords(), nowMs: NOW_MS };
}

function startOf(service: Service, start: Walk['start']): ServiceState {
  if (start === 'held') return heldState({}, service);
  if (start === 'unheld') return unheldState({}, service);
  return start === 'new' ? anUnarmedState({ version: 0 }, service) : aState({}, service);
}

function sightOf(one: Pass, { state, zone }: World): Observation {
  const meant = { asMeant: state.holdSwitch.position, on: 'on', off: 'off' } as const;
  const shows = one.switchShows;
  return {
    primary: one.primary,
    secondary: one.secondary,
    holdWitness: shows === 'nothing' ? unknown('silence') : known(meant[shows]),
    answer: one.answer,
    records: recordsOf(one, zone),
    change: one.change,
    guards: one.guards,
  };
}

function recordsOf({ records }: Pass, zone: SeenRecords): Observation['records'] {
  if (records === 'unreadable') return unknown('AccessDenied');
  if (records === 'drifted') return known({ ...zone, weights: { primary: 7, secondary: 93 } });
  const fence = { generation: 999, version: 7, weights: null };
  return known(records === 'foreign' ? { ...zone, fence } : zone);
}

/** As reconcile does: what is wanted and not there yet is sent; the answer, with the change's id, may be lost. */
function act(world: World, state: ServiceState, seen: Observation, sent: string): World {
  const intent = state.records;
  const isDue =
    intent?.progress.status === 'wanted' && judgeRecords(state, seen.records).kind === 'notYet';
  if (intent === null || !isDue || sent === 'notSent') return { ...world, state };
  const { weights, generation, decidedAtVersion } = intent;
  const zone = seenRecords({ weights, fence: { generation, version: decidedAtVersion, weights } });
  if (sent === 'answerLost') return { ...world, state, zone };
  const progress = { status: 'submitted', changeId: `C${generation}` } as const;
  const settled = {
    ...state,
    version: state.version + 1,
    outbox: [],
    records: { ...intent, progress },
  };
  return { ...world, state: settled, zone };
}

/** The same life in a world where all has become well and a person resumes it, a pass a minute; every decision of it. */
export function liveOn(
  service: Service,
  { state, zone, nowMs }: World,
  minutes: number,
): readonly Step[] {
  const steps: Step[] = [];
  let world: World = { state, zone, nowMs: Math.max(nowMs, NOW_MS) };
  for (let minute = 0; minute < minutes; minute += 1) {
    world = { ...world, nowMs: world.nowMs + MINUTE };
    const { holdSwitch } = world.state;
    const observation = anObservationOf(
      world.state,
      {},
      {
        records: known(world.zone),
        change: known('INSYNC'),
        holdWitness: known(holdSwitch.position),
      },
    );
    const command = world.state.pause !== null ? aCommand('resume', { id: 'all-well' }) : null;
    const common = { service, command, restraint: null, nowMs: world.nowMs };
    const input: DecideInput = { ...common, state: world.state, observation };
    const decision = decide(input);
    steps.push({ input, decision });
    world = act(world, decision.state, observation, 'answered');
  }
  return steps;
}
