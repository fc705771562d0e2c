/** Where users are, as far as it is known, and where they are meant to be. */

import type { Service } from '../core/service.ts';
import type { Standing } from '../core/state.ts';
import { clockUtc } from '../core/utc.ts';
import { tell } from './told.ts';
import type { Wording } from './wording.ts';

/** `on the secondary (us-west-2)`, or that it is unknown. */
export function usersSentence(wording: Wording, service: Service, standing: Standing): string {
  return wording.users[standing.users](tell(wording, service, {}));
}

/** Seen, meant, and what resolvers may still give. What is unknown is only said to be so. */
export function usersLines(
  wording: Wording,
  service: Service,
  standing: Standing,
  seenAtMs: number,
): readonly string[] {
  const users = usersSentence(wording, service, standing);
  if (standing.users === 'unknown') return [users, wording.meant(standing)];
  return [
    wording.asSeenAt(users, clockUtc(seenAtMs)),
    wording.meant(standing),
    wording.cached(tell(wording, service, {})),
  ];
}
