/** Questions that this model declines, rather than answer them wrongly. */
import type { RecordType } from './record-set.ts';

/** What stands in the way of an answer. */
export type UnanswerableCause = 'unmodelled routing policy' | 'alias target missing' | 'alias loop';

const CAUSE_IN_WORDS: Readonly<Record<UnanswerableCause, string>> = {
  'unmodelled routing policy':
    'use a routing policy other than simple, weighted and failover. ' +
    'Leave them out of the model, or rewrite them as failover or weighted records.',
  'alias target missing':
    'point at a name in the same zone that has no record of this type. Create the target first.',
  'alias loop': 'lead back to themselves through aliases. Point one of the aliases elsewhere.',
};

/** A record group whose answer this model does not know. */
export class UnanswerableError extends Error {
  override readonly name = 'UnanswerableError';
  readonly recordName: string;
  readonly recordType: RecordType;
  readonly why: UnanswerableCause;
  constructor(recordName: string, recordType: RecordType, why: UnanswerableCause) {
    super(`The records ${recordName} ${recordType} ${CAUSE_IN_WORDS[why]}`);
    this.recordName = recordName;
    this.recordType = recordType;
    this.why = why;
  }
}
