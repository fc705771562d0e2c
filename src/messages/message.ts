import { safeName } from './told.ts';

/** A message as it leaves the house. */
export interface Notification {
  /** The same for every copy of the same message. */
  readonly key: string;
  /** ASCII, at most 100 characters. */
  readonly subject: string;
  readonly text: string;
  /** For filters of subscriptions; none is empty, since SNS refuses empty ones. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Stands in an attribute where there is nothing to say. */
export const NOTHING = 'none';

/** A value for an attribute. */
export function attribute(text: string | null): string {
  return safeName(text ?? '') || NOTHING;
}
