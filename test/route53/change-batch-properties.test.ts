import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recordSetKey } from '../../src/route53/record-set.ts';
import { create, record, tried, upsert, weighted, ZONE } from './builders.ts';

describe('any batch', () => {
  const set = fc.oneof(
    fc.constantFrom('a', 'b', 'c').map((name) => record({ Name: `${name}.${ZONE}` })),
    fc
      .tuple(fc.constantFrom('w', 'x'), fc.constantFrom('1', '2'), fc.nat(255))
      .map(([name, id, weight]) => weighted(id, weight, { Name: `${name}.${ZONE}` })),
  );
  const change = fc.record({
    action: fc.constantFrom('CREATE' as const, 'UPSERT' as const, 'DELETE' as const),
    set,
  });
  const zone = fc.uniqueArray(set, { selector: recordSetKey });

  it('leaves the sets it was given as they are', () => {
    fc.assert(
      fc.property(zone, fc.array(change), (before, changes) => {
        const copy = structuredClone(before);
        tried(Object.freeze(before.map((one) => Object.freeze(one))), changes);
        expect(before).toEqual(copy);
      }),
    );
  });

  it('is done whole or not at all', () => {
    const good = fc.uniqueArray(change, { selector: (one) => recordSetKey(one.set), minLength: 1 });
    fc.assert(
      fc.property(zone, good, (before, changes) => {
        const existing = new Map(before.map((one) => [recordSetKey(one), one]));
        const legal = changes.every(({ action, set: one }) => {
          const current = existing.get(recordSetKey(one));
          if (action === 'CREATE') return current === undefined;
          return action === 'UPSERT' || JSON.stringify(current) === JSON.stringify(one);
        });
        const result = tried(before, changes);
        expect(result.ok).toBe(legal);
        if (!result.ok) return;
        for (const { action, set: one } of changes) {
          if (action === 'DELETE') existing.delete(recordSetKey(one));
          else existing.set(recordSetKey(one), one);
        }
        const after = new Map(result.sets.map((one) => [recordSetKey(one), one]));
        expect(after).toEqual(existing);
        expect(result.sets).toHaveLength(existing.size);
      }),
    );
  });

  it('is refused as a whole for a single bad change in it', () => {
    const bad = create(record({ Name: 'www.example.org' }));
    fc.assert(
      fc.property(zone, fc.array(change), fc.nat(), (before, changes, position) => {
        const at = position % (changes.length + 1);
        expect(tried(before, changes.toSpliced(at, 0, bad)).ok).toBe(false);
      }),
    );
  });
});

describe('a zone of 10,000 records', () => {
  it('takes a batch of 200 changes without looking at the whole zone for each', () => {
    let reads = 0;
    const counted = Array.from({ length: 10_000 }, (_, index) => {
      const Name = `n${index}.${ZONE}`;
      return {
        ...record(),
        get Name() {
          reads += 1;
          return Name;
        },
      };
    });
    const changes = Array.from({ length: 200 }, (_, index) =>
      upsert(record({ Name: `n${index}.${ZONE}`, TTL: 5 })),
    );
    expect(tried(counted, changes).ok).toBe(true);
    expect(reads).toBeLessThan(counted.length * 3);
  });
});
