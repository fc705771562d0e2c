/** What a hunt found, as data that can be sent between processes, put together in the order of seeds. */
import { createHash } from 'node:crypto';
import type { Violation } from './ground.ts';
import type { SeedReport } from './run-seed.ts';

export interface HuntReport {
  readonly seeds: number;
  readonly hours: number;
  readonly passes: number;
  /** Faults injected, and goals reached, by name. */
  readonly injected: Readonly<Record<string, number>>;
  readonly goals: Readonly<Record<string, number>>;
  readonly violations: readonly Violation[];
  /** Of each seed, in their order. */
  readonly hashes: readonly string[];
  readonly hash: string;
}

export function merged(reports: readonly SeedReport[], hours: number): HuntReport {
  const inOrder = reports.toSorted((one, other) => one.seed - other.seed);
  return {
    seeds: inOrder.length,
    hours,
    passes: inOrder.reduce((sum, { passes }) => sum + passes, 0),
    injected: added(inOrder.map(({ injected }) => [...injected])),
    goals: added(inOrder.map(({ goals }) => [...goals])),
    violations: inOrder.flatMap(({ violations }) => violations),
    hashes: inOrder.map(({ hash }) => hash),
    hash: hashOf(inOrder.map(({ hash }) => hash)),
  };
}

/** Parts of one hunt, in the order of their seeds. */
export function joined(parts: readonly HuntReport[]): HuntReport {
  const hashes = parts.flatMap((part) => part.hashes);
  return {
    seeds: hashes.length,
    hours: parts[0]?.hours ?? 0,
    passes: parts.reduce((sum, { passes }) => sum + passes, 0),
    injected: added(parts.map(({ injected }) => Object.entries(injected))),
    goals: added(parts.map(({ goals }) => Object.entries(goals))),
    violations: parts.flatMap(({ violations }) => violations),
    hashes,
    hash: hashOf(hashes),
  };
}

function added(parts: readonly (readonly (readonly [string, number])[])[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const part of parts) {
    for (const [name, count] of part) sums.set(name, (sums.get(name) ?? 0) + count);
  }
  return Object.fromEntries([...sums].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function hashOf(hashes: readonly string[]): string {
  return createHash('sha256').update(hashes.join('\n')).digest('hex').slice(0, 32);
}
