import type { AddressType, RecordTarget } from '../core/service.ts';
import { settleAddress } from './addresses.ts';
import { settleName } from './domain-names.ts';
import type { SideInput } from './schema.ts';

/** What the side's records hold; `undefined` when it names no target. An alias wins over values: the rules refuse both. */
export function draftTarget(side: SideInput): RecordTarget | undefined {
  if (side.alias) {
    return {
      kind: 'alias',
      // In one order, so that a hash does not depend on how they were listed.
      types: [...new Set(side.alias.types ?? ['A'])].sort() as ('A' | 'AAAA')[],
      dnsName: settleName(side.alias.name),
      hostedZoneId: settleZoneId(side.alias.zoneId),
    };
  }
  const values: Partial<Record<AddressType, readonly string[]>> = {};
  if (side.A !== undefined) values.A = listed(side.A);
  if (side.AAAA !== undefined) values.AAAA = listed(side.AAAA).map(settleAddress);
  if (side.CNAME !== undefined) values.CNAME = [settleName(side.CNAME)];
  return Object.keys(values).length === 0 ? undefined : { kind: 'values', values };
}

function listed(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

/** Without the `/hostedzone/` that the API puts in front. */
export function settleZoneId(id: string): string {
  return id.replace(/^\/hostedzone\//, '');
}
