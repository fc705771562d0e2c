import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planText } from '../../src/cli/plan-text.ts';
import { describePlan } from '../../src/infrastructure/plan.ts';
import { buildStacks } from '../../src/infrastructure/stacks.ts';
import { aConfiguration, aService, aSide } from '../builders/configuration.ts';
import { randomConfiguration } from './random-configuration.ts';

const COLUMNS = 100;

function text(configuration = aConfiguration()): string {
  return planText(describePlan(configuration));
}

describe('a plan', () => {
  it('lists exactly the resources that the stacks have', () => {
    fc.assert(
      fc.property(randomConfiguration, (configuration) => {
        const { home, ears } = buildStacks(configuration);
        const plan = describePlan(configuration);
        const listed = (stack: 'home' | 'ears') =>
          plan.services.flatMap((service) => service[stack].map(({ logicalId }) => logicalId));
        const shared = plan.shared.map(({ logicalId }) => logicalId);
        expect(listed('home').toSorted()).toEqual(Object.keys(home.Resources).toSorted());
        expect([...listed('ears'), ...shared].toSorted()).toEqual(
          Object.keys(ears.Resources).toSorted(),
        );
        expect(plan.totals.resources).toBe(
          Object.keys(home.Resources).length + Object.keys(ears.Resources).length,
        );
      }),
    );
  });

  it('counts what it makes', () => {
    expect(describePlan(aConfiguration()).totals).toEqual({
      services: 1,
      resources: 9,
      healthChecks: 4,
      recordSets: 10,
    });
  });

  it('says which record answers what, and by whose health', () => {
    const [service] = describePlan(aConfiguration()).services;
    expect(service?.records[0]).toEqual({
      name: 'shop.example.com',
      type: 'A',
      setIdentifier: 'primary',
      routing: 100,
      answers: ['192.0.2.10'],
      alias: false,
      healthCheck: 'ShopPrimaryCheck',
    });
  });
});

describe('as JSON', () => {
  it('a plan is the data, whole', () => {
    const configuration = aConfiguration();
    const plan = describePlan(configuration);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });
});

describe('as text', () => {
  it('a plan keeps to 100 columns, and no line ends in a blank', () => {
    fc.assert(
      fc.property(randomConfiguration, (configuration) => {
        for (const line of text(configuration).split('\n')) {
          // A word that is longer than a line stays whole, such as an alarm's name of 255 characters.
          if (line.split(' ').every((word) => word.length < COLUMNS / 2)) {
            expect(line.length).toBeLessThanOrEqual(COLUMNS);
          }
          expect(line).toBe(line.trimEnd());
        }
      }),
    );
  });

  it('says what is made, where, and what it costs', () => {
    expect(text()).toContain('Stack switchback: home in us-west-2, ears in us-east-1');
    expect(text()).toContain(
      '1 service with 9 resources of their own (4 health checks), 10 record sets',
    );
    expect(text()).toContain('health check  switchback-shop-primary-endpoint');
    expect(text()).toMatch(/all of it, at list prices +\$6\.60/);
  });

  it('says when an outage is seen and when users have moved', () => {
    const flat = text().replace(/\s+/g, ' ');
    expect(flat).toContain('seen after 20-30 s (connections refused) or 32-42 s (no answer)');
    expect(flat).toContain('users moved after about 80-102 s, the TTL included');
  });

  it('says what was assumed of endpoints that could be anywhere, and what that is worth', () => {
    expect(text().replace(/\s+/g, ' ')).toContain(
      '2 endpoints could be anywhere and counted as on AWS; elsewhere it would be $17.40 in all.',
    );
  });

  it('assumes nothing of endpoints with names of AWS', () => {
    const healthCheck = (name: string) => ({
      ...aSide('primary').healthCheck,
      host: `${name}.us-west-2.elb.amazonaws.com`,
    });
    const onAws = (name: string) => {
      const { address, ...byHost } = healthCheck(name);
      return byHost;
    };
    const service = aService({
      primary: aSide('primary', { healthCheck: onAws('one') }),
      secondary: aSide('secondary', { healthCheck: onAws('two') }),
    });
    expect(text(aConfiguration({ services: [service] }))).not.toContain('could be anywhere');
  });

  it('warns of a limit that is not kept, and says what to do', () => {
    const services = Array.from({ length: 101 }, (_, index) => aService({ id: `shop-${index}` }));
    const flat = text(aConfiguration({ services })).replace(/\s+/g, ' ');
    expect(flat).toContain('! health checks: 405, and 200 are allowed; ask AWS for more');
    expect(flat).toContain('! parameters of ears: 203, and 200 are allowed; AWS does not raise it');
  });
});
