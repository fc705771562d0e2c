import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planChange } from '../../src/core/plan-change.ts';
import { indexZone } from '../../src/core/read-records.ts';
import { AT_REST, HELD } from '../../src/core/state.ts';
import { aService } from '../builders/configuration.ts';
import { wanted } from '../builders/state.ts';
import { fenceSet, recordSetsOf } from './zone.ts';

const shop = aService();
const intent = wanted(HELD, AT_REST, 42);

function plan(sets = recordSetsOf(shop)) {
  return planChange(shop, intent, indexZone(sets));
}

describe('A change', () => {
  it('creates its fence first, which names the deciding version and the weights', () => {
    expect(plan()[0]).toEqual({
      action: 'CREATE',
      set: {
        Name: 'g000042._switchback.shop.example.com',
        Type: 'TXT',
        TTL: 60,
        ResourceRecords: [{ Value: '"v=40 weights=0/100"' }],
      },
    });
  });

  it('sets the weight of each record set, and keeps all the rest as read', () => {
    const read = recordSetsOf(shop).map((set) => ({
      ...set,
      TTL: 17,
      HealthCheckId: 'a-check-of-tomorrow',
      FieldThatNobodyKnows: { deep: ['as', 'it', 'was'] },
    }));
    expect(plan(read).slice(1)).toEqual(
      read.map((set) => ({
        action: 'UPSERT',
        set: { ...set, Weight: set.SetIdentifier === 'primary' ? 0 : 100 },
      })),
    );
  });

  it('touches no record of anybody else', () => {
    const others = [
      { Name: 'shop.example.com', Type: 'A', SetIdentifier: 'third', Weight: 9 } as const,
      { Name: 'shop.example.com', Type: 'MX', TTL: 300 } as const,
      ...recordSetsOf(aService({ names: ['mail.example.com'] })),
      fenceSet(shop, 41),
    ];
    expect(plan([...others, ...recordSetsOf(shop)])).toEqual(plan());
  });

  it('makes no record set that is not there', () => {
    const withoutFirst = plan(recordSetsOf(shop).slice(1));
    expect(withoutFirst).toHaveLength(4);
    expect(plan([]).map(({ action }) => action)).toEqual(['CREATE']);
  });

  it('never deletes, whatever the zone holds and whatever is wanted', () => {
    const sets = fc.subarray([
      ...recordSetsOf(shop),
      ...recordSetsOf(aService({ names: ['a.example.com'] })),
    ]);
    const weights = fc.record({ primary: fc.nat(100), secondary: fc.nat(100) });
    fc.assert(
      fc.property(sets, weights, fc.nat(2_000_000), (zone, to, generation) => {
        const [fence, ...rest] = planChange(shop, wanted(to, AT_REST, generation), indexZone(zone));
        expect(fence?.action).toBe('CREATE');
        expect(rest.every(({ action }) => action === 'UPSERT')).toBe(true);
      }),
    );
  });
});
