/** The whole corpus. Tests run it, and `npm run corpus` prints it. */
import { AWS_CASES, wiredScene } from './aws-answers.ts';
import { COMMAND_CASES } from './commands.ts';
import { CONFIGURATION_CASES } from './configuration.ts';
import type { CorpusCase } from './corpus-case.ts';
import { DNS_CASES } from './dns-answers.ts';
import { EVENT_CASES } from './events.ts';
import { FOUND_CASES } from './found.ts';
import { PROBE_CASES } from './probe-answers.ts';

export interface CorpusPart {
  readonly title: string;
  readonly cases: readonly CorpusCase[];
}

export const CORPUS: readonly CorpusPart[] = [
  {
    title: 'E: events (W wakes and no more, I wakes with one line in the log)',
    cases: EVENT_CASES,
  },
  { title: 'C: configuration (X is refused, with the paths at fault)', cases: CONFIGURATION_CASES },
  { title: 'M: commands (X is refused: a path of the payload, or a reason)', cases: COMMAND_CASES },
  {
    title: 'R, C: what is found in the account (F frozen, H nothing is moved)',
    cases: FOUND_CASES,
  },
  { title: 'R: answers of AWS', cases: AWS_CASES },
  { title: 'R: answers of name servers', cases: DNS_CASES },
  { title: 'R: answers of sites', cases: PROBE_CASES },
];

/** Once the last case was seen: servers on the loopback are open until then. */
export async function closeCorpus(): Promise<void> {
  await (await wiredScene()).close();
}
