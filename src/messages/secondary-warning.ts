/** A secondary that may not carry the traffic is said before anything else. */
import type { Entry } from '../core/entry.ts';
import type { Service } from '../core/service.ts';
import { type Facts, tell } from './told.ts';
import type { Wording } from './wording.ts';

/** The first line of a message, or nothing when no entry speaks against the secondary. */
export function secondaryWarning(
  wording: Wording,
  service: Service,
  entries: readonly Entry[],
  focus: Entry,
): string | null {
  const found = kindOf(entries, focus);
  return found && wording.secondaryWarnings[found.kind](tell(wording, service, found.facts));
}

interface Warning {
  readonly kind: keyof Wording['secondaryWarnings'];
  readonly facts: Facts;
}

/** Where the message itself is about the secondary's health, its own first sentence says so. */
function kindOf(entries: readonly Entry[], focus: Entry): Warning | null {
  const unready = entries.find(({ facts }) => Object.hasOwn(facts, 'secondaryReadiness'));
  if (unready) {
    const bad = unready.facts.secondaryReadiness === 'notReady';
    return { kind: bad ? 'notReady' : 'unknown', facts: unready.facts };
  }
  const telling = entries.filter(
    ({ action, because, telling: how }) =>
      how !== 'record' && action !== 'conditionEnded' && because !== focus.because,
  );
  if (telling.some(({ because }) => because === 'secondaryUnhealthy')) {
    return { kind: 'unhealthy', facts: {} };
  }
  const unknown = telling.some(({ because }) => because === 'secondaryUnknown');
  return unknown ? { kind: 'healthUnknown', facts: {} } : null;
}
