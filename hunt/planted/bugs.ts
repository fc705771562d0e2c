/** All planted bugs, in the order of the failure model's list (section 3.4), with the design's six after them. */
import type { PlantedBug } from './bug.ts';
import { FAILBACK_BUGS } from './failback.ts';
import { READING_BUGS } from './reading.ts';
import { RECORDS_BUGS } from './records.ts';
import { SAVING_BUGS } from './saving.ts';
import { SWITCH_BUGS } from './switch.ts';
import { TELLING_BUGS } from './telling.ts';
import { WAKING_BUGS } from './waking.ts';

/** A bug's number is its place here, from 1. */
const ORDER = [
  'version-condition-dropped',
  'upsert-without-fence',
  'fence-not-in-intent',
  'insufficient-data-is-ok',
  'insufficient-data-is-alarm',
  'event-state-trusted',
  'readiness-cached',
  'dwell-from-sending',
  'ttl-taken-for-zero',
  'published-before-commit',
  'outbox-emptied-before-telling',
  'lost-answer-ignored',
  'refused-create-sent-again',
  'wall-clocks-compared',
  'command-id-forgotten',
  'failback-goes-on-after-abort',
  'hold-lost-on-restart',
  'stale-read',
  'weights-both-zero',
  'first-page-only',
  'record-made-anew',
  'unknown-phase-is-on-primary',
  'cooldown-reset-by-each-event',
  'refusals-swallowed',
  'dangling-promise',
  'configuration-read-mid-stage',
  'throws-on-bad-event',
  'heartbeat-skipped-on-error',
  'switch-before-records',
  'late-switch-value',
  'bake-before-insync',
  'armed-on-new-check',
  'crossing-with-bad-secondary',
  'abort-to-dead-secondary',
  'adopted-taken-for-insync',
  'adopted-without-weights',
] as const;

const BY_NAME: ReadonlyMap<string, PlantedBug> = new Map(
  [
    ...RECORDS_BUGS,
    ...SWITCH_BUGS,
    ...FAILBACK_BUGS,
    ...READING_BUGS,
    ...SAVING_BUGS,
    ...TELLING_BUGS,
    ...WAKING_BUGS,
  ].map((bug) => [bug.name, bug]),
);

export const BUGS: readonly PlantedBug[] = ORDER.map(bugNamed);

export function bugNamed(name: string): PlantedBug {
  const bug = BY_NAME.get(name);
  if (bug) return bug;
  throw new Error(`No planted bug is called ${name}. There are: ${ORDER.join(', ')}`);
}
