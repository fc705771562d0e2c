/** Everything that can happen and be answered, for tests that go through all of it. */
import type { CommandAnswer } from '../../src/core/command.ts';
import { ENGLISH } from '../../src/messages/english/english.ts';

export type Reason = readonly [action: string, because: string];

/** Every action with each of its reasons. The type of the table makes sure that none is missing. */
export const EVERY_REASON: readonly Reason[] = pairs(ENGLISH.entries);

/** Every outcome of a command with each of its reasons. */
export const EVERY_ANSWER = [
  ...pairs(ENGLISH.answers),
  ...pairs({ refused: ENGLISH.refusals }),
] as readonly (readonly [CommandAnswer['outcome'], string])[];

function pairs(table: Readonly<Record<string, object>>): readonly Reason[] {
  return Object.entries(table).flatMap(([first, row]) =>
    Object.keys(row).map((second): Reason => [first, second]),
  );
}

/** Every fact that core gives to any entry or answer. */
export const ALL_FACTS = {
  who: 'deputy',
  owner: 'deputy',
  reason: 'maintenance',
  lacking: 'replication lag',
  command: 'failback',
  detail: 'weights are 50/50, last set to 0/100',
  weights: '50/50',
  stages: '10 % → 50 % → 100 %',
  incident: 'shop-20261124-150500',
  primary: 10,
  flaps: 2,
  count: 31,
  generation: 42,
  seenGeneration: 43,
  tookMs: 61_000,
  onForMs: 240_000,
  lastedMs: 4_800_000,
  remainingMs: 240_000,
  untilMs: Date.UTC(2026, 10, 25, 9, 0, 0),
} as const;
