/**
 * How long a rehearsal takes: 24 simulated hours of one service, and one hour of 1,000 services whose primary Region
 * goes down for 20 minutes. `npm run bench:rehearsal -- 1` does each once instead of five times.
 */
import { loadConfiguration } from '../src/config/load.ts';
import type { Configuration } from '../src/core/service.ts';
import { buildStacks } from '../src/infrastructure/stacks.ts';
import { reconcile } from '../src/reconcile/reconcile.ts';
import { castOf } from '../src/rehearsal/cast.ts';
import { run } from '../src/rehearsal/run.ts';
import type { Scenario, TimedHappening } from '../src/rehearsal/scenario.ts';
import { createWorld } from '../src/world/world.ts';
import { type Timing, timed } from './timing.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const START_MS = 1_767_225_600_000;
const PORTS = 8;
const TIMES = Number(process.argv[2] ?? 5);

const configuration = loadConfiguration('services.yml');
const one = castOf(configuration, 'first');
const many = castOf(configuration, { copies: 1000 });

const outage: readonly TimedHappening[] = [
  happening(1, { kind: 'break', side: 'primary', how: { kind: 'noConnection' } }),
  happening(21, { kind: 'mend', side: 'primary' }),
];

/** Warm, so that the compiler is not what is measured. */
await rehearse(one, 60, outage);
const day = await timed(TIMES, () => rehearse(one, DAY_MINUTES, []));
const ticks = await timed(TIMES, () => tickOnly(one, DAY_MINUTES));
const emptyDay = await timed(TIMES, () => emptyPasses(DAY_MINUTES, 1));
print('24 h of one service, ticks and users', day, emptyDay, 0.3);
print('24 h of one service, ticks only', ticks, emptyDay, 0.3);
const hour = await timed(TIMES, () => rehearse(many, 60, outage));
const emptyHour = await timed(TIMES, () => emptyPasses(60, 1000));
print('1 h of 1,000 services, all of them down', hour, emptyHour, 60);
process.stdout.write(
  'Baseline: as many passes, each with one await for each port and service, and nothing in them.\n',
);

function happening(atMinute: number, what: TimedHappening['happening']): TimedHappening {
  return { atMs: atMinute * MINUTE_MS, service: null, happening: what };
}

async function rehearse(
  cast: Configuration,
  minutes: number,
  happenings: readonly TimedHappening[],
): Promise<void> {
  const scenario: Scenario = {
    name: 'bench',
    about: '',
    lengthMs: minutes * MINUTE_MS,
    services: 'all',
    happenings,
    expect: {
      timeline: [],
      never: [],
      phase: 'OnPrimary',
      users: null,
      messagesAtMost: null,
      objectivesMet: false,
    },
  };
  await run(cast, scenario, { seed: 1, withSwitchback: true });
}

/** The world and the passes without users. */
async function tickOnly(cast: Configuration, minutes: number): Promise<void> {
  const world = createWorld({ seed: 1, startMs: START_MS });
  const zones = cast.services.map(({ zone }) => zone);
  world.deploy({ stacks: buildStacks(cast), homeRegion: cast.homeRegion, zones });
  for (let minute = 1; minute <= minutes; minute += 1) {
    world.step(START_MS + minute * MINUTE_MS);
    await reconcile(cast, world.ports());
  }
}

async function emptyPasses(passes: number, services: number): Promise<void> {
  for (let pass = 0; pass < passes; pass += 1) {
    for (let call = 0; call < PORTS * services; call += 1) await undefined;
  }
}

function print(what: string, measured: Timing, baseline: Timing, goal: number): void {
  const ratio = measured.median / baseline.median;
  process.stdout.write(
    `${what.padEnd(42)}${measured.median.toFixed(2).padStart(7)} s ` +
      `(${measured.least.toFixed(2)}-${measured.most.toFixed(2)}), goal ${goal} s, ` +
      `${ratio.toFixed(0)} times the baseline\n`,
  );
}
