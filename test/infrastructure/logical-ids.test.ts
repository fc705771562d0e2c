import { expect, it } from '@jest/globals';
import { logicalIds } from '../../src/infrastructure/logical-ids.ts';
import { aService, aSide } from '../builders/configuration.ts';

function recordsOf(id: string): string {
  return logicalIds(aService({ id })).records;
}

it('a service is recognised in its logical ids', () => {
  expect(recordsOf('shop')).toBe('ShopRecords');
  expect(recordsOf('order-entry')).toBe('OrderEntryRecords');
});

it('services whose ids differ in a hyphen only are told apart', () => {
  const ids = ['shop1a', 'shop-1a', 'shop1-a', 'shop-1-a', 'shop--1a'].map(recordsOf);
  expect(new Set(ids).size).toBe(ids.length);
});

it('another order of the same alarms gives the same checks', () => {
  const alarms = [
    { region: 'us-west-2', name: 'slow' },
    { region: 'us-west-2', name: 'errors' },
  ];
  const idsFor = (unhealthyWhen: typeof alarms) => [
    ...logicalIds(
      aService({ primary: aSide('primary', { unhealthyWhen }) }),
    ).primary.alarmChecks.keys(),
  ];
  expect(idsFor(alarms.toReversed()).toSorted()).toEqual(idsFor(alarms).toSorted());
});

it('alarms of one name in two Regions have a check each', () => {
  const unhealthyWhen = ['us-west-2', 'eu-west-1'].map((region) => ({ region, name: 'slow' }));
  const service = aService({ primary: aSide('primary', { unhealthyWhen }) });
  expect(logicalIds(service).primary.alarmChecks.size).toBe(2);
});
