/** The entries of `notify`: each names one way to be told, and no way is named twice. */
import type { Subscription } from '../core/service.ts';
import { quote } from './faults.ts';
import type { FileInput } from './schema.ts';
import type { Finding } from './shape.ts';

type Entry = NonNullable<FileInput['notify']>[number];

/** Of entries that no rule objects to. */
export function settleSubscriptions(entries: readonly Entry[] = []): readonly Subscription[] {
  return entries.flatMap(subscriptionsOf);
}

/** Paths begin at the root of the file. */
export function judgeSubscriptions(entries: readonly Entry[] = []): readonly Finding[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, index) => {
    const path = ['notify', index];
    const [first, second] = subscriptionsOf(entry);
    if (first === undefined || second !== undefined) {
      return [{ path, found: quote(entry), allowed: 'either email or https' }];
    }
    const known = seen.has(first.endpoint);
    seen.add(first.endpoint);
    return known ? [{ path, found: `${quote(entry)} again`, allowed: 'each entry once' }] : [];
  });
}

function subscriptionsOf({ email, https }: Entry): readonly Subscription[] {
  return [
    ...(email === undefined ? [] : [{ protocol: 'email', endpoint: email } as const]),
    ...(https === undefined ? [] : [{ protocol: 'https', endpoint: https } as const]),
  ];
}
