/**
 * From what was seen to what is believed. The witness decides; a probe that contradicts it, or a missing witness,
 * makes a side unknown; a missing alarm does not. Unknown is never taken for good.
 */
import type { Signal } from './entry.ts';
import type { NamedReading, Observation, SideObservation } from './observation.ts';
import { type Reading, reads } from './reading.ts';
import type { Side } from './service.ts';
import type { Goodness } from './stopwatch.ts';

export type Health = 'healthy' | 'unhealthy' | 'unknown';

export interface Verdict {
  readonly health: Health;
  readonly signals: readonly Signal[];
}

export interface ReadinessVerdict {
  readonly ready: 'ready' | 'notReady' | 'unknown';
  /** Names of the checks that are not good. */
  readonly lacking: readonly string[];
  readonly signals: readonly Signal[];
}

export interface Judgement {
  readonly primary: Verdict;
  readonly secondary: Verdict;
  readonly primaryReadiness: ReadinessVerdict;
  readonly secondaryReadiness: ReadinessVerdict;
  readonly guards: ReadinessVerdict;
  /** Route 53 itself takes users away from the primary, by its witness or, without one, by its answers. */
  readonly route53LeftPrimary: boolean;
  /** Route 53 itself says that the secondary can take traffic. */
  readonly route53TrustsSecondary: boolean;
  readonly users: 'primary' | 'secondary' | 'mixed' | 'unknown';
}

export function judge(observation: Observation): Judgement {
  const { primary, secondary, answer } = observation;
  return {
    primary: judgeHealth('primary', primary),
    secondary: judgeHealth('secondary', secondary),
    primaryReadiness: judgeReadiness('readiness', 'primary', primary.readiness),
    secondaryReadiness: judgeReadiness('readiness', 'secondary', secondary.readiness),
    guards: judgeReadiness('guard', 'failback', observation.guards),
    route53LeftPrimary:
      reads(primary.witness, 'unhealthy') || (!primary.witness.known && reads(answer, 'secondary')),
    route53TrustsSecondary: reads(secondary.witness, 'healthy'),
    users: answer.known ? answer.value : inferredUsers(observation),
  };
}

/** An alias cannot be told apart by its addresses, so users are then inferred where only one side can be meant. */
function inferredUsers({ primary, secondary }: Observation): Judgement['users'] {
  if (reads(primary.witness, 'unhealthy') && reads(secondary.witness, 'healthy'))
    return 'secondary';
  return 'unknown';
}

function judgeHealth(side: Side, seen: SideObservation): Verdict {
  return { health: healthOf(seen), signals: healthSignals(side, seen) };
}

function healthOf({ witness, probe, probeTellsAll }: SideObservation): Health {
  if (!witness.known) return 'unknown';
  if (!probe.known || probe.value.good === (witness.value === 'healthy')) return witness.value;
  return witness.value === 'unhealthy' && !probeTellsAll ? 'unhealthy' : 'unknown';
}

function healthSignals(side: Side, seen: SideObservation): Signal[] {
  return [
    { source: 'witness', about: side, said: said(seen.witness) },
    { source: 'probe', about: side, said: probeSaid(seen.probe) },
    { source: 'alarm', about: side, said: said(seen.alarm) },
  ];
}

function judgeReadiness(
  source: 'readiness' | 'guard',
  about: string,
  checks: readonly NamedReading[],
): ReadinessVerdict {
  const bad = checks.filter(({ reading }) => reading.known && !reading.value.good);
  const unread = checks.filter(({ reading }) => !reading.known);
  return {
    ready: bad.length > 0 ? 'notReady' : unread.length > 0 ? 'unknown' : 'ready',
    lacking: [...bad, ...unread].map(({ name }) => name),
    signals: checks.map(({ name, reading }) => ({
      source,
      about: `${about}: ${name}`,
      said: probeSaid(reading),
    })),
  };
}

function said(reading: Reading<string>): string {
  return reading.known ? reading.value : `unknown: ${reading.why}`;
}

function probeSaid(reading: NamedReading['reading']): string {
  return reading.known ? reading.value.detail : `unknown: ${reading.why}`;
}

export function goodnessOf(health: Health): Goodness {
  return health === 'healthy' ? 'good' : health === 'unhealthy' ? 'bad' : 'unknown';
}

/** All that must be good for traffic to be given to the primary, as one: bad outweighs unknown. */
export function primaryGuards(judgement: Judgement): Goodness {
  const { primary, primaryReadiness, guards } = judgement;
  const parts = [primary.health, primaryReadiness.ready, guards.ready];
  if (parts.includes('unhealthy') || parts.includes('notReady')) return 'bad';
  return parts.includes('unknown') ? 'unknown' : 'good';
}
