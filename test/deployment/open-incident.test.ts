import { describe, expect, it } from '@jest/globals';
import type { Configuration, Service } from '../../src/core/service.ts';
import { HELD, type ServiceState } from '../../src/core/state.ts';
import { changesOf } from '../../src/deployment/changes.ts';
import { deployedServices } from '../../src/deployment/deployed-services.ts';
import { incidentFaults } from '../../src/deployment/open-incident.ts';
import { keptResources, removalFaults } from '../../src/deployment/removal.ts';
import { allowedServices } from '../../src/plugin/steps.ts';
import { aConfiguration, anEndpointCheck, aService, aSide } from '../builders/configuration.ts';
import { anIncident, aState } from '../builders/state.ts';
import { deployedAccount, deployedTemplates } from './an-account.ts';

const open: Partial<ServiceState> = { incident: anIncident() };
const NOBODY = new Set<string>();

function withShop(overrides: Partial<Service>): Configuration {
  return aConfiguration({ services: [aService(overrides)] });
}

function faults(
  next: Configuration,
  state: unknown = aState(open),
  allowed: ReadonlySet<string> = NOBODY,
): readonly string[] {
  const account = deployedAccount(aConfiguration(), { states: new Map([['shop', state]]) });
  return incidentFaults(changesOf(next, account.deployed), account, allowed);
}

const slower = anEndpointCheck('primary', { intervalSeconds: 30 });

describe('while an incident is open, a deployment is refused that would change', () => {
  it.each([
    [
      'a target',
      { primary: aSide('primary', { target: { kind: 'values', values: { A: ['192.0.2.11'] } } }) },
      'ShopRecords',
    ],
    ['the TTL', { ttlSeconds: 30 }, 'ShopRecords'],
    ['a name', { names: ['shop.example.com'] }, 'ShopRecords'],
    [
      'a check in place',
      { primary: aSide('primary', { healthCheck: anEndpointCheck('primary', { path: '/' }) }) },
      'ShopPrimaryEndpointCheck',
    ],
    [
      'a check for another',
      { primary: aSide('primary', { healthCheck: slower }) },
      'ShopPrimaryCheck',
    ],
    [
      'what counts as unhealthy',
      { secondary: aSide('secondary', { unhealthyWhen: [{ region: 'us-west-2', name: 'slow' }] }) },
      'ShopSecondaryHealth',
    ],
  ] as const)('%s', (_what, overrides, touched) => {
    const said = faults(withShop(overrides as unknown as Partial<Service>)).join('\n');
    expect(said).toContain(`the incident ${anIncident().id} is open`);
    expect(said).toContain(touched);
    expect(said).toContain('--param allow=shop');
  });

  it('the service away', () => {
    expect(faults(withShop({ id: 'other' })).join()).toContain('ShopRecords');
  });
});

describe('it is not refused', () => {
  it.each([
    ['when nothing of the service changes', aConfiguration()],
    ['when only the policy changes', withShop({ cooldownMs: 1 })],
    [
      'when another service comes',
      aConfiguration({
        services: [aService(), aService({ id: 'shop-primary', names: ['other.example.com'] })],
      }),
    ],
  ])('%s', (_what, next) => {
    expect(faults(next)).toEqual([]);
  });

  it('when the service is at rest', () => {
    expect(faults(withShop({ ttlSeconds: 30 }), aState())).toEqual([]);
  });

  it('when a person has allowed it for this service', () => {
    expect(faults(withShop({ ttlSeconds: 30 }), aState(open), new Set(['shop']))).toEqual([]);
    expect(faults(withShop({ ttlSeconds: 30 }), aState(open), new Set(['api']))).toHaveLength(1);
  });
});

describe('as an incident counts', () => {
  const { records } = aState();
  it.each([
    ['a state that cannot be read', { schemaVersion: 99 }, 'its state cannot be read'],
    [
      'a hold without an incident',
      aState({ records: records && { ...records, weights: HELD } }),
      'not at rest',
    ],
    [
      'a switch that is on',
      aState({ holdSwitch: { position: 'on', decidedAtMs: 1, seenAtMs: null } }),
      'not at rest',
    ],
  ])('%s', (_what, state, said) => {
    expect(faults(withShop({ ttlSeconds: 30 }), state).join()).toContain(said);
  });
});

describe('a deployed template', () => {
  it('tells its services by their hold alarms', () => {
    const services = [aService(), aService({ id: 'api', names: ['api.example.com'] })];
    const { home } = deployedTemplates(aConfiguration({ services }));
    expect(deployedServices(home)).toEqual(['shop', 'api']);
  });
});

describe('what a person allows', () => {
  it.each([
    [undefined, []],
    [
      ['allow=shop', 'allow=api', 'other=1'],
      ['shop', 'api'],
    ],
  ])('%j is %j', (param, services) => {
    expect([...allowedServices(param ? { param } : {})]).toEqual(services);
  });
});

describe('removal', () => {
  it('is refused while a service is not at rest, unless a person allows it', () => {
    const states = new Map([
      ['shop', aState(open)],
      ['api', aState({ service: 'api' })],
    ]);
    expect(removalFaults({ states }, NOBODY)).toHaveLength(1);
    expect(removalFaults({ states }, new Set(['shop']))).toEqual([]);
  });

  it('says what it keeps: records, each check behind them, hold alarms, the table', () => {
    const { home } = deployedTemplates(aConfiguration());
    const kept = keptResources(home, new Map([['Table', 'switchback-Table-1']]));
    expect(kept.map((line) => line.split(/ +/)[0])).toEqual([
      ...Array(3).fill('Route53::HealthCheck'),
      'CloudWatch::Alarm',
      'Route53::HealthCheck',
      'Route53::RecordSetGroup',
      'DynamoDB::Table',
    ]);
    expect(kept.join('\n')).toContain(
      'shop.example.com, www.shop.example.com, _switchback-primary',
    );
    expect(kept.at(-1)).toContain('switchback-Table-1');
  });
});
