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

/** Seen, meant, and what resolvers may still give. */
export function usersLines(
  wording: Wording,
  service: Service,
  standing: Standing,
  seenAtMs: number,
): readonly string[] {
  return [
    wording.asSeenAt(usersSentence(wording, service, standing), clockUtc(seenAtMs)),
    wording.meant(standing),
    wording.cached(tell(wording, service, {})),
  ];
}
