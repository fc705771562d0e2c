/** Plays every shipped scenario with the seeds that are given and prints what came of it: jest makes hot loops slow. */
import { readdirSync, readFileSync } from 'node:fs';
import { loadConfiguration } from '../../src/config/load.ts';
import type { Entry } from '../../src/core/entry.ts';
import { castOf } from '../../src/rehearsal/cast.ts';
import { compare } from '../../src/rehearsal/expectations.ts';
import { parseScenario } from '../../src/rehearsal/parse-scenario.ts';
import { run } from '../../src/rehearsal/run.ts';

/** One scenario with one seed. */
export interface Played {
  readonly scenario: string;
  readonly seed: number;
  readonly missed: readonly unknown[];
  /** `action: reason` of the first service, from the start of the scenario on. */
  readonly signature: readonly string[];
  /** Of all services at the end. */
  readonly phases: readonly string[];
}

const SCENARIOS = 'src/rehearsal/scenarios';
const configuration = loadConfiguration('services.yml');
const ids = configuration.services.map(({ id }) => id);
const played: Played[] = [];
for (const file of readdirSync(SCENARIOS)) {
  for (const seed of process.argv.slice(2).map(Number)) played.push(await play(file, seed));
}
process.stdout.write(JSON.stringify(played));

async function play(file: string, seed: number): Promise<Played> {
  const parsed = parseScenario(readFileSync(`${SCENARIOS}/${file}`, 'utf8'), file, ids);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const cast = castOf(configuration, parsed.scenario.services);
  const recording = await run(cast, parsed.scenario, { seed, withSwitchback: true });
  const [timeline = []] = recording.timelines.values();
  return {
    scenario: file.replace('.yml', ''),
    seed,
    missed: compare(recording, parsed.scenario.expect).filter(({ met }) => !met),
    signature: timeline
      .filter(({ atMs }) => atMs >= recording.startMs)
      .map(({ entry }) => entry as Entry)
      .map(({ action, because }) => `${action}: ${because}`),
    phases: [...new Set(recording.finalPhases.values())],
  };
}
