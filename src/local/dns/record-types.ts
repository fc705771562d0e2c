/** Numbers of the record types that a zone can hold here (RFC 1035, 2782, 3596, 8659). */
import type { RecordType } from '../../route53/record-set.ts';

export const RECORD_TYPES: ReadonlyMap<number, RecordType> = new Map([
  [1, 'A'],
  [2, 'NS'],
  [5, 'CNAME'],
  [6, 'SOA'],
  [12, 'PTR'],
  [15, 'MX'],
  [16, 'TXT'],
  [28, 'AAAA'],
  [33, 'SRV'],
  [257, 'CAA'],
]);
