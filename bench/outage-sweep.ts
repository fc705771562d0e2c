/** One outage, started at each offset of the tick's minute: was it held, held late, a flap, or never noticed? */
import type { Entry } from '../src/core/entry.ts';
import type { Configuration, Service } from '../src/core/service.ts';
import { type Recording, run } from '../src/rehearsal/run.ts';
import type { Scenario } from '../src/rehearsal/scenario.ts';

export interface Outage {
  readonly lengthSeconds: number;
  readonly how: (typeof HOWS)[number];
}

export const HOWS = ['refused', 'noConnection'] as const;

/** `unseen`: Route 53 itself never took the primary for unhealthy. `nothing`: it did, and nothing was recorded. */
type Fate = 'held' | 'late' | 'flap' | 'nothing' | 'unseen';

/** How many outages of one kind met which fate. */
export interface SweepRow extends Outage, Record<Fate, number> {
  readonly intervalSeconds: number;
  /** Outages that were held although some users had been back meanwhile, and the largest share of such users. */
  wavered: number;
  worstShare: number;
}

const OFFSETS_SECONDS = Array.from({ length: 12 }, (_, at) => at * 5);
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** Fewer users than this may have met one name server that was a little behind. */
const SOME_USERS = 0.01;

/** Every offset with every seed: the seed also moves probes, metrics and alarms against each other. */
export async function sweep(
  configuration: Configuration,
  outage: Outage,
  seeds: readonly number[],
): Promise<SweepRow> {
  const intervalSeconds = configuration.services[0]?.primary.healthCheck.intervalSeconds ?? 0;
  const counts = { held: 0, late: 0, flap: 0, nothing: 0, unseen: 0, wavered: 0, worstShare: 0 };
  const row: SweepRow = { intervalSeconds, ...outage, ...counts };
  for (const seed of seeds) {
    for (const offsetSeconds of OFFSETS_SECONDS) {
      const scenario = scenarioOf(outage, MINUTE_MS + offsetSeconds * SECOND_MS);
      count(row, await run(configuration, scenario, { seed, withSwitchback: true }));
    }
  }
  return row;
}

export function withInterval(
  configuration: Configuration,
  intervalSeconds: 10 | 30,
): Configuration {
  const side = (one: Service['primary']) => ({
    ...one,
    healthCheck: { ...one.healthCheck, intervalSeconds },
  });
  const services = configuration.services.map((service) => ({
    ...service,
    primary: side(service.primary),
    secondary: side(service.secondary),
  }));
  return { ...configuration, services };
}

function scenarioOf({ lengthSeconds, how }: Outage, fromMs: number): Scenario {
  const untilMs = fromMs + lengthSeconds * SECOND_MS;
  const breaks = { kind: 'break', side: 'primary', how: { kind: how } } as const;
  const mends = { kind: 'mend', side: 'primary' } as const;
  return {
    name: 'one outage',
    about: '',
    // Long enough for an alarm to come late, and for a late hold to take effect.
    lengthMs: untilMs + 8 * MINUTE_MS,
    services: 'all',
    happenings: [
      { atMs: fromMs, service: null, happening: breaks },
      { atMs: untilMs, service: null, happening: mends },
    ],
    expect: {
      timeline: [],
      never: [],
      phase: 'OnSecondary',
      users: null,
      messagesAtMost: null,
      objectivesMet: false,
    },
  };
}

function count(row: SweepRow, recording: Recording): void {
  const fate = fateOf(recording);
  row[fate] += 1;
  if (fate !== 'held') return;
  const share = sharesBack(recording);
  if (share >= SOME_USERS) row.wavered += 1;
  row.worstShare = Math.max(row.worstShare, share);
}

function fateOf({ timelines, journal, startMs }: Recording): Fate {
  const actions = [...timelines.values()].flat().map(({ entry }) => (entry as Entry).action);
  if (actions.includes('lateHold')) return 'late';
  if (actions.includes('held')) return 'held';
  if (actions.includes('flapped')) return 'flap';
  const failed = journal.some(
    (event) =>
      event.kind === 'checkFlipped' && event.status === 'unhealthy' && event.atMs >= startMs,
  );
  return failed ? 'nothing' : 'unseen';
}

/** The largest rise of the users on the primary after any moment at which there were fewer. */
function sharesBack({ users }: Recording): number {
  let fewest = 1;
  let back = 0;
  for (const { onPrimary } of [...users.values()].flatMap(({ samples }) => samples)) {
    fewest = Math.min(fewest, onPrimary);
    back = Math.max(back, onPrimary - fewest);
  }
  return back;
}
