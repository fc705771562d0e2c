import { describe, expect, it } from '@jest/globals';
import type { Configuration } from '../../src/core/service.ts';
import type { Account } from '../../src/deployment/account.ts';
import type { ResourceChange } from '../../src/deployment/changes.ts';
import {
  type CodeHashes,
  type DeploymentPlan,
  planDeployment,
} from '../../src/deployment/plan-deployment.ts';
import { FUNCTIONS } from '../../src/infrastructure/functions.ts';
import { buildWholeStacks } from '../../src/infrastructure/stacks.ts';
import { aConfiguration, anEndpointCheck, aService, aSide } from '../builders/configuration.ts';
import { anIncident, aState } from '../builders/state.ts';
import { anAccount, deployedAccount, deployedTemplates } from './an-account.ts';

const SAME: CodeHashes = new Map(FUNCTIONS.map((id) => [id, 'hash']));

function plan(
  configuration: Configuration,
  account: Account = deployedAccount(),
  { running = SAME, next = SAME } = {},
): DeploymentPlan {
  return planDeployment(configuration, account, { running, next });
}

/** One line a resource. */
function acts(changes: readonly ResourceChange[] | undefined): readonly string[] {
  return (changes ?? []).map(({ act, logicalId }) => `${act} ${logicalId}`);
}

function changesOf({ changes }: DeploymentPlan, service: string): readonly string[] {
  return acts(changes.services.find((one) => one.service === service)?.changes);
}

describe('a plan against an account', () => {
  it('has nothing to do where all is deployed', () => {
    const { pending, refused, changes } = plan(aConfiguration());
    expect({ pending, refused, shared: changes.shared }).toEqual({
      pending: 0,
      refused: [],
      shared: [],
    });
  });

  it('adds everything where nothing is deployed, functions too', () => {
    const { home, ears } = buildWholeStacks(aConfiguration());
    const all = [...Object.keys(home.Resources), ...Object.keys(ears.Resources)];
    const { changes, functions, pending } = plan(aConfiguration(), anAccount(), {
      running: new Map(),
    });
    const [shop] = changes.services;
    expect(shop?.standing).toBe('new');
    expect([...acts(shop?.changes), ...acts(changes.shared)].toSorted()).toEqual(
      all.map((logicalId) => `add ${logicalId}`).toSorted(),
    );
    expect(functions).toEqual(FUNCTIONS.map((id) => ({ id, act: 'add' })));
    expect(pending).toBe(all.length + FUNCTIONS.length);
  });

  it('says what of a resource changes, from what to what', () => {
    const healthCheck = anEndpointCheck('primary', { failureThreshold: 2 });
    const primary = aSide('primary', { healthCheck });
    const { changes } = plan(aConfiguration({ services: [aService({ primary })] }));
    expect(changes.services[0]?.changes).toEqual([
      expect.objectContaining({
        act: 'change',
        stack: 'home',
        type: 'AWS::Route53::HealthCheck',
        name: 'switchback-shop-primary-endpoint',
        differences: [{ path: 'HealthCheckConfig.FailureThreshold', before: 3, after: 2 }],
      }),
    ]);
  });

  it('takes live weights for no change: they are the operation’s', () => {
    const held = deployedTemplates(aConfiguration());
    for (const resource of Object.values(held.home.Resources)) {
      const sets = resource.Properties?.RecordSets;
      if (!Array.isArray(sets)) continue;
      for (const set of sets) if (set.Weight !== undefined) set.Weight = 100 - set.Weight;
    }
    expect(plan(aConfiguration(), deployedAccount(undefined, { deployed: held })).pending).toBe(0);
  });

  it('makes a check with another interval anew, and leaves the old one under the records', () => {
    const healthCheck = anEndpointCheck('primary', { intervalSeconds: 30 });
    const primary = aSide('primary', { healthCheck });
    const changed = changesOf(plan(aConfiguration({ services: [aService({ primary })] })), 'shop');
    expect(changed).toContainEqual(expect.stringMatching(/^add ShopPrimaryEndpointCheck/));
    expect(changed).toContainEqual(expect.stringMatching(/^leave ShopPrimaryEndpointCheck/));
    expect(changed).toContain('change ShopPrimaryCheck');
  });

  it('replaces what is named otherwise', () => {
    const deployed = deployedTemplates(aConfiguration());
    Object.assign(deployed.home.Resources.ShopHoldAlarm?.Properties ?? {}, { AlarmName: 'old' });
    const account = deployedAccount(undefined, { deployed });
    expect(changesOf(plan(aConfiguration(), account), 'shop')).toEqual(['replace ShopHoldAlarm']);
  });

  it('names a service that leaves: alarms of its health go, what its records name stays', () => {
    const both = aConfiguration({
      services: [aService(), aService({ id: 'api', names: ['api.example.com'] })],
    });
    const left = plan(aConfiguration(), deployedAccount(both));
    expect(left.changes.services.map((one) => [one.service, one.standing])).toEqual([
      ['shop', 'deployed'],
      ['api', 'leaving'],
    ]);
    const gone = changesOf(left, 'api');
    expect(gone).toContain('leave ApiRecords');
    expect(gone).toContain('remove ApiPrimaryHealthAlarm');
    expect(gone.filter((line) => /^(add|change|replace)/.test(line))).toEqual([]);
    expect(changesOf(left, 'shop')).toEqual([]);
  });

  it('says nothing of what the framework adds to home', () => {
    const deployed = deployedTemplates(aConfiguration());
    const home = {
      Resources: { ...deployed.home.Resources, Bucket: { Type: 'AWS::S3::Bucket' } },
    };
    const account = deployedAccount(undefined, { deployed: { ...deployed, home } });
    expect(plan(aConfiguration(), account).pending).toBe(0);
  });

  it('sees functions that run something else, and those that are not there', () => {
    const running = new Map(SAME).set('tick', 'another');
    running.delete('operate');
    const { functions, pending } = plan(aConfiguration(), undefined, { running });
    expect(functions).toEqual([
      { id: 'tick', act: 'change' },
      { id: 'operate', act: 'add' },
    ]);
    expect(pending).toBe(2);
  });

  it('says why a deploy would be refused: what would fail, and an incident that it would touch', () => {
    const states = new Map([['shop', aState({ incident: anIncident() })]]);
    const zones: Account['zones'] = new Map();
    const slower = aConfiguration({ services: [aService({ ttlSeconds: 30 })] });
    const { refused } = plan(slower, deployedAccount(undefined, { states, zones }));
    expect(refused).toEqual([
      expect.stringContaining('There is no hosted zone'),
      expect.stringContaining(`the incident ${anIncident().id} is open`),
    ]);
  });
});
