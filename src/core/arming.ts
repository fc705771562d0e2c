/**
 * A service acts only once it has been seen to work: a check that is new, or wrong from the start, would otherwise
 * hold traffic away from a primary that was never down.
 */
import { ARMING_MS, NEW_CHECK_MS } from './limits.ts';
import type { Service } from './service.ts';
import { type Draft, type Rule, type Situation, withEntry, withState } from './situation.ts';
import { advance, elapsedMs, type Goodness, STOPWATCH_AT_ZERO } from './stopwatch.ts';

export const arm: Rule = (situation, draft) => {
  const renewed = disarmWhenChanged(situation, draft);
  const { armed } = renewed.state;
  if (armed.atMs !== null || situation.nowMs - armed.firstSeenMs < NEW_CHECK_MS) return renewed;
  const good = advance(armed.good, goodness(situation), situation.nowMs);
  if (elapsedMs(good, situation.nowMs) < ARMING_MS) {
    return good === armed.good ? renewed : withState(renewed, { armed: { ...armed, good } });
  }
  const ready = withState(renewed, {
    armed: { ...armed, good: STOPWATCH_AT_ZERO, atMs: situation.nowMs },
  });
  return withEntry(situation, ready, {
    action: 'armed',
    because: 'seenHealthy',
    telling: 'record',
    evidence: situation.judgement.primary.signals,
  });
};

function disarmWhenChanged(situation: Situation, draft: Draft): Draft {
  const { armed, incident } = draft.state;
  const fingerprint = armingFingerprint(situation.service);
  if (armed.fingerprint === fingerprint || incident !== null) return draft;
  const disarmed = withState(draft, {
    armed: { fingerprint, firstSeenMs: situation.nowMs, good: STOPWATCH_AT_ZERO, atMs: null },
  });
  return withEntry(situation, disarmed, {
    action: 'disarmed',
    because: 'checkOrTargetChanged',
    telling: 'inform',
  });
}

function goodness({ judgement, observation }: Situation): Goodness {
  if (judgement.primary.health === 'unhealthy') return 'bad';
  return judgement.primary.health === 'healthy' && observation.primary.probe.known
    ? 'good'
    : 'unknown';
}

/** Services never change, and every pass asks for every one of them. */
const FINGERPRINTS = new WeakMap<Service, string>();

/** Changes when, and only when, a check or a target of the service changes. */
export function armingFingerprint(service: Service): string {
  const kept = FINGERPRINTS.get(service) ?? fingerprintOf(service);
  FINGERPRINTS.set(service, kept);
  return kept;
}

function fingerprintOf({ primary, secondary }: Service): string {
  const parts = [primary, secondary].map(({ healthCheck, target, unhealthyWhen }) => [
    target,
    healthCheck,
    unhealthyWhen,
  ]);
  return fnv1a(JSON.stringify(parts));
}

/** FNV-1a, 32 bits, as eight hexadecimal digits: short, and good enough to notice an edit. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
