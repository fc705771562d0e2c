/** Random outages, faults of services and commands of people, then a calm in which nothing happens any more. */
import type { Side } from '../../src/core/service.ts';
import type { Happening, Scenario, TimedHappening } from '../../src/rehearsal/scenario.ts';
import type { Outage } from '../../src/world/faults.ts';
import { type Chance, chanceFor } from '../../src/world/random.ts';

export const MINUTE_MS = 60_000;
const STORM_MS = 90 * MINUTE_MS;
/** Long enough for a change, the switch both ways, and the patience with either. */
const CALM_MS = 30 * MINUTE_MS;
const HAPPENINGS = 14;

const OUTAGES: readonly Outage[] = [
  'route53Control',
  'cloudWatchUsEast1',
  'cloudWatchHome',
  'stateStore',
  'notifier',
  'nameServers',
  'probes',
];
const COMMANDS = ['failover', 'failback', 'abort', 'pause', 'resume', 'acknowledge'] as const;
const KINDS = ['break', 'mend', 'outage', 'command', 'command'] as const;

export interface Storm {
  readonly scenario: Scenario;
  /** Which sides live once it is over. */
  readonly lives: Readonly<Record<Side, boolean>>;
}

export function aStorm(seed: number): Storm {
  const chance = chanceFor(seed, 'storm');
  const times = Array.from({ length: HAPPENINGS }, () => Math.floor(chance.share() * STORM_MS));
  const happenings = times.toSorted((a, b) => a - b).flatMap((atMs) => aHappening(chance, atMs));
  const scenario: Scenario = {
    name: `storm ${seed}`,
    about: 'random',
    lengthMs: STORM_MS + CALM_MS,
    services: 'all',
    happenings: happenings.toSorted((a, b) => a.atMs - b.atMs),
    expect: {
      timeline: [],
      never: [],
      phase: 'OnPrimary',
      users: null,
      messagesAtMost: null,
      objectivesMet: false,
    },
  };
  return {
    scenario,
    lives: {
      primary: livesAtLast(happenings, 'primary'),
      secondary: livesAtLast(happenings, 'secondary'),
    },
  };
}

function aHappening(chance: Chance, atMs: number): readonly TimedHappening[] {
  const side = pick(chance, ['primary', 'secondary'] as const);
  const kind = pick(chance, KINDS);
  switch (kind) {
    case 'break':
      return [timed(atMs, { kind, side, how: { kind: 'refused' } })];
    case 'mend':
      return [timed(atMs, { kind, side })];
    case 'outage': {
      const of = pick(chance, OUTAGES);
      const how = pick(chance, ['error', 'answer-lost'] as const);
      const overMs = Math.min(STORM_MS, atMs + 8 * MINUTE_MS);
      return [timed(atMs, { kind, of, how }), timed(overMs, { kind, of, how: null })];
    }
    case 'command': {
      const command = pick(chance, COMMANDS);
      const forMs = command === 'pause' ? 5 * MINUTE_MS : null;
      return [timed(atMs, { kind, command, who: 'storm', reason: 'random', forMs })];
    }
  }
}

function timed(atMs: number, happening: Happening): TimedHappening {
  return { atMs, service: null, happening };
}

function livesAtLast(happenings: readonly TimedHappening[], side: Side): boolean {
  const last = happenings
    .map(({ happening }) => happening)
    .findLast((one) => (one.kind === 'break' || one.kind === 'mend') && one.side === side);
  return last?.kind !== 'break';
}

function pick<T>(chance: Chance, items: readonly T[]): T {
  return items[Math.floor(chance.share() * items.length)] as T;
}
