/** What a pass saw, for tests of the core: all well and at rest, with what a test is about written over it. */
import type {
  AnsweredSide,
  NamedReading,
  Observation,
  SeenRecords,
  SideObservation,
  SwitchPosition,
} from '../../src/core/observation.ts';
import { known, unknown } from '../../src/core/reading.ts';
import { AT_REST, type ServiceState } from '../../src/core/state.ts';

export type SeenHealth = 'healthy' | 'unhealthy' | 'unknown';

/** Witness, probe and alarm agree; `unknown`: the witness could not be read, and nothing else either. */
export function aSeenSide(
  health: SeenHealth = 'healthy',
  overrides: Partial<SideObservation> = {},
): SideObservation {
  const looks: Readonly<Record<SeenHealth, Pick<SideObservation, 'witness' | 'probe' | 'alarm'>>> =
    {
      healthy: {
        witness: known('healthy'),
        probe: known({ good: true, detail: 'HTTP 200' }),
        alarm: known('OK'),
      },
      unhealthy: {
        witness: known('unhealthy'),
        probe: known({ good: false, detail: 'HTTP 503' }),
        alarm: known('ALARM'),
      },
      unknown: {
        witness: unknown('no name server answered'),
        probe: unknown('not run'),
        alarm: unknown('not read'),
      },
    };
  return { ...looks[health], probeTellsAll: true, readiness: [], ...overrides };
}

/** All healthy, the primary answers, the hold is off, the records are as deployed. */
export function anObservation(overrides: Partial<Observation> = {}): Observation {
  return {
    primary: aSeenSide(),
    secondary: aSeenSide(),
    holdWitness: known('off'),
    answer: known('primary'),
    records: known(seenRecords()),
    change: unknown('no change is waited for'),
    guards: [],
    ...overrides,
  };
}

export function seenRecords(overrides: Partial<SeenRecords> = {}): SeenRecords {
  return { weights: AT_REST, faults: [], fence: null, ...overrides };
}

/** A readiness check or guard that said good, said bad, or said nothing. */
export function aReading(said: 'good' | 'bad' | 'unknown', name = 'replica lag'): NamedReading {
  if (said === 'unknown') return { name, reading: unknown('timed out') };
  return { name, reading: known({ good: said === 'good', detail: said }) };
}

export interface Healths {
  readonly primary?: SeenHealth;
  readonly secondary?: SeenHealth;
}

/** What is seen when the zone is as the state says and Route 53 answers by it. */
export function anObservationOf(
  state: ServiceState,
  healths: Healths = {},
  overrides: Partial<Observation> = {},
): Observation {
  const records = recordsOf(state);
  const { position } = state.holdSwitch;
  const shown = state.holdSwitch.seenAtMs === null ? opposite(position) : position;
  return anObservation({
    primary: aSeenSide(healths.primary),
    secondary: aSeenSide(healths.secondary),
    holdWitness: known(shown),
    answer: known(answerOf(records, shown, healths)),
    records: known(records),
    ...overrides,
  });
}

function opposite(position: SwitchPosition): SwitchPosition {
  return position === 'on' ? 'off' : 'on';
}

/** The zone as the state's intent says that it must be: before the change while that is only wanted. */
function recordsOf({ records }: ServiceState): SeenRecords {
  if (records === null) return seenRecords({ weights: null });
  const landed = records.progress.status !== 'wanted';
  const generation = landed ? records.generation : records.generation - 1;
  const weights = landed ? records.weights : records.before;
  const version = landed ? records.decidedAtVersion : records.decidedAtVersion - 1;
  const fence = generation <= 0 ? null : { generation, version, weights };
  return seenRecords({ weights, fence });
}

/** Route 53's own rules, in the small: healthy members with a weight, else healthy ones without, else all (fails open). */
function answerOf({ weights }: SeenRecords, shown: SwitchPosition, healths: Healths): AnsweredSide {
  const primaryWell = healths.primary !== 'unhealthy' && shown === 'off';
  const secondaryWell = healths.secondary !== 'unhealthy';
  const shares = weights ?? AT_REST;
  const members = [
    { side: 'primary', well: primaryWell, weight: shares.primary },
    { side: 'secondary', well: secondaryWell, weight: shares.secondary },
  ] as const;
  const weighty = members.filter(({ weight }) => weight > 0);
  const choices = [weighty.filter(({ well }) => well), members.filter(({ well }) => well), weighty];
  const answering = choices.find(({ length }) => length > 0) ?? members;
  return answering.length > 1 ? 'mixed' : answering[0]!.side;
}
