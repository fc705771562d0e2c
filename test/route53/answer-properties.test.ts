import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { HealthStatus } from '../../src/route53/health-check.ts';
import type { ResourceRecordSet } from '../../src/route53/record-set.ts';
import { aliasTo, outcomes, unchecked, weighted } from './builders.ts';

describe('in any group', () => {
  const health = fc.constantFrom<HealthStatus>('healthy', 'unhealthy');
  const member = fc.record({
    weight: fc.integer({ min: 0, max: 255 }),
    health,
    checked: fc.boolean(),
  });

  function group(members: readonly { readonly weight: number; readonly checked: boolean }[]) {
    return members.map(({ weight, checked }, index) => {
      const set = weighted(`m${index}`, weight);
      return checked ? set : unchecked(set);
    });
  }

  it('the shares sum to 1 and an unhealthy record is never answered beside a healthy one', () => {
    fc.assert(
      fc.property(fc.array(member, { minLength: 1, maxLength: 8 }), (members) => {
        const bad = members.flatMap(({ health: is }, index) =>
          is === 'unhealthy' ? [`m${index}`] : [],
        );
        const found = outcomes(group(members), bad);
        expect(found.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);

        const isHealthy = (set: ResourceRecordSet) => !bad.includes(set.HealthCheckId ?? '');
        const anyHealthy = group(members).some(isHealthy);
        const healthyWeight = group(members).some((set) => isHealthy(set) && set.Weight !== 0);
        for (const { set } of found) {
          expect(isHealthy(set)).toBe(anyHealthy);
          if (healthyWeight) expect(set.Weight).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('the shares of a tree sum to 1 and its unhealthy branches are left', () => {
    const branches = fc.array(fc.array(member, { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(branches, (tree) => {
        const bad: string[] = [];
        const leaves = tree.flatMap((members, branch) =>
          members.map(({ weight, health: is }, index) => {
            const id = `b${branch}m${index}`;
            if (is === 'unhealthy') bad.push(id);
            return weighted(id, weight, { Name: `b${branch}.example.com` });
          }),
        );
        const tops = tree.map((_, branch) =>
          unchecked(weighted(`b${branch}`, 1, aliasTo(`b${branch}.example.com`))),
        );
        const found = outcomes([...tops, ...leaves], bad);
        expect(found.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
        const anyHealthy = bad.length < leaves.length;
        for (const { set } of found)
          expect(bad.includes(set.HealthCheckId ?? '')).toBe(!anyHealthy);
      }),
    );
  });
});
