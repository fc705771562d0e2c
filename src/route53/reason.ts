/** Why a record set is picked from its group. */
import type { ResourceRecordSet } from './record-set.ts';

/** The rule that picked a record, with the numbers the rule used. Closed, so that every reason can be put into words. */
export type Rule =
  | { readonly rule: 'only record: answered whatever its health' }
  | { readonly rule: 'primary is healthy' }
  | { readonly rule: 'secondary stands in: no healthy primary' }
  | { readonly rule: 'last resort: neither side is healthy' }
  | ({ readonly rule: 'healthy and has weight' } & WeightShare)
  | { readonly rule: 'standby: no healthy record has weight'; readonly among: number }
  | ({ readonly rule: 'last resort: nothing is healthy' } & WeightShare)
  | {
      readonly rule: 'last resort: nothing is healthy, nothing has weight';
      readonly among: number;
    };

/** A record's weight and the sum it is measured against. */
export interface WeightShare {
  readonly weight: number;
  readonly totalWeight: number;
}

/** One step on the way to an answer: the record picked, its group's unhealthy members, and the rule. */
export type Reason = Rule & {
  readonly set: ResourceRecordSet;
  readonly unhealthy: readonly ResourceRecordSet[];
};
