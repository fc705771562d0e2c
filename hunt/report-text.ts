/** A hunt's report, and one seed's trail, as text for people. */

import type { Asked } from './command.ts';
import { GOALS, unreached } from './goals.ts';
import { START_MS, type Violation } from './ground.ts';
import { INVARIANTS } from './invariants/sentences.ts';
import type { HuntReport } from './report.ts';
import type { SeedReport } from './run-seed.ts';
import type { Shrunk } from './shrink.ts';
import { clock } from './trail.ts';

const MOST_SHOWN = 40;
/** Lines before a violation that are shown with it. */
const BEFORE = 60;
const MATTERS = /fault|goal|VIOLATED|saved|accepted|operator|answer|told|switch|service|site|calm/;

export function reportText(report: HuntReport): string {
  const { seeds, hours, passes, violations } = report;
  const missing = unreached(report, GOALS);
  return [
    `${seeds} seeds of ${hours} h, ${passes} passes`,
    '',
    'faults injected',
    ...counts(report.injected),
    '',
    'goals reached',
    ...counts(report.goals),
    ...missing.map(({ name }) => `  NOT REACHED  ${name}`),
    '',
    ...found(violations, hours),
    `hash ${report.hash}`,
    '',
  ].join('\n');
}

function counts(all: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(all).map(([name, count]) => `${String(count).padStart(9)}  ${name}`);
}

function found(violations: readonly Violation[], hours: number): readonly string[] {
  if (violations.length === 0) return ['no invariant was broken', ''];
  const byInvariant = [...Map.groupBy(violations, ({ invariant }) => invariant)];
  return [
    `${violations.length} broken invariants, by seed`,
    ...byInvariant.flatMap(([invariant, all]) => [
      `${invariant} (${all.length} seeds)  ${INVARIANTS[invariant]}`,
      ...all.slice(0, MOST_SHOWN / byInvariant.length + 1).flatMap((one) => shown(one, hours)),
    ]),
    '',
  ];
}

function shown({ seed, atMs, seen }: Violation, hours: number): readonly string[] {
  return [
    `  ${clock(atMs - START_MS)}  ${seen}`,
    `    npm run hunt -- --seed ${seed} --hours ${hours}`,
  ];
}

export function seedText(report: SeedReport, { hours, whole }: Asked): string {
  const lines = whole ? report.trail : cut(report.trail);
  return [
    `seed ${report.seed}, ${hours} h, ${report.passes} passes`,
    ...lines,
    '',
    ...found(report.violations, hours),
    `hash ${report.hash}`,
    '',
  ].join('\n');
}

/** What is left of a day, and the line that plays it again. */
export function shrunkText(
  seed: number,
  { planted }: Asked,
  { hours, without, needs }: Shrunk,
): string {
  const options = [
    `--seed ${seed} --hours ${hours}`,
    ...(without.length > 0 ? [`--without ${without.join(',')}`] : []),
    ...(planted === null ? [] : [`--planted ${planted}`]),
  ];
  return [
    `needs ${needs.length === 0 ? 'no fault at all' : needs.join(', ')}`,
    `npm run hunt -- ${options.join(' ')}`,
    '',
    '',
  ].join('\n');
}

/** What led to each violation; without any, what happened at all. */
function cut(trail: readonly string[]): readonly string[] {
  const matters = trail.filter((line) => MATTERS.test(line.slice(13, 23)));
  const at = matters.flatMap((line, index) => (line.includes(' VIOLATED ') ? [index] : []));
  if (at.length === 0) return matters;
  const keep = new Set(
    at.flatMap((index) => Array.from({ length: BEFORE + 1 }, (_, back) => index - back)),
  );
  return matters.filter((_, index) => keep.has(index));
}
