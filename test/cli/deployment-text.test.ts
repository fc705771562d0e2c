import { describe, expect, it } from '@jest/globals';
import { deploymentText } from '../../src/cli/deployment-text.ts';
import { EXIT } from '../../src/cli/exit.ts';
import { exitOf } from '../../src/cli/plan-command.ts';
import type { Act, ResourceChange } from '../../src/deployment/changes.ts';
import type { DeploymentPlan } from '../../src/deployment/plan-deployment.ts';

function aPlan(overrides: Partial<DeploymentPlan> = {}): DeploymentPlan {
  return {
    stackName: 'switchback',
    homeRegion: 'us-west-2',
    earsRegion: 'us-east-1',
    changes: { services: [], shared: [] },
    functions: [],
    pending: 0,
    refused: [],
    warnings: [],
    ...overrides,
  };
}

function aChange(act: Act, overrides: Partial<ResourceChange> = {}): ResourceChange {
  return {
    stack: 'home',
    act,
    logicalId: 'ShopHoldAlarm',
    type: 'AWS::CloudWatch::Alarm',
    name: 'switchback-shop-hold',
    differences: [],
    ...overrides,
  };
}

function ofShop(...changes: readonly ResourceChange[]): Pick<DeploymentPlan, 'changes'> {
  return {
    changes: { services: [{ service: 'shop', standing: 'deployed', changes }], shared: [] },
  };
}

function text(overrides: Partial<DeploymentPlan>): string {
  return deploymentText(aPlan(overrides)).join('\n');
}

describe('the text of a plan against an account', () => {
  it('says that there is nothing to do', () => {
    expect(text({})).toContain('\nNothing: what is deployed is what services.yml says.\n');
    expect(text({})).not.toContain('npx serverless deploy');
  });

  it('shows each change with its values', () => {
    const differences = [
      { path: 'Threshold', before: 3, after: 2 },
      { path: 'Unit', after: 'x' },
    ];
    const said = text({ ...ofShop(aChange('change', { differences })), pending: 1 });
    expect(said).toContain(
      '\nshop\n  ~ alarm           switchback-shop-hold\n      Threshold: 3 → 2\n',
    );
    expect(said).toContain('      Unit: nothing → "x"\n');
    expect(said).toContain('\n1 change: npx serverless deploy\n');
  });

  it('only names what is too long to be compared at a glance', () => {
    const differences = [{ path: 'Policies', before: ['a'], after: ['b'.repeat(40)] }];
    expect(text(ofShop(aChange('change', { differences })))).toContain('\n      Policies\n');
  });

  it('counts differences that it leaves out', () => {
    const differences = [1, 2, 3, 4, 5, 6].map((at) => ({ path: `P${at}`, before: 0, after: at }));
    const said = text(ofShop(aChange('change', { differences })));
    expect(said).toContain('P4: 0 → 4\n      and 2 more: --json has them\n');
    expect(said).not.toContain('P5');
  });

  it('counts what is only made, where it is much', () => {
    const added = [1, 2, 3, 4, 5].map(() => aChange('add'));
    const check = aChange('add', { type: 'AWS::Route53::HealthCheck' });
    expect(text(ofShop(...added, check))).toContain('\n  + alarm x 5, health check x 1\n');
    expect(text(ofShop(check))).toContain('\n  + health check    switchback-shop-hold\n');
  });

  it('says what becomes of what is made anew, and of what is left', () => {
    const said = text(ofShop(aChange('replace'), aChange('leave'), aChange('remove')));
    expect(said).toContain(
      '  ± alarm           switchback-shop-hold  (made anew; the old one goes)',
    );
    expect(said).toContain('  - alarm           switchback-shop-hold  (kept in the account)\n');
    expect(said).toContain('  - alarm           switchback-shop-hold\n');
  });

  it('does not tell a person to deploy what would be refused', () => {
    const said = text({ refused: ['shop: the incident is open.'], pending: 2 });
    expect(said).toContain(
      'A deploy would be refused as things are\n  ✗ shop: the incident is open.',
    );
    expect(said).not.toContain('npx serverless deploy');
  });

  it('tells functions that are new from those that run something else', () => {
    const said = text({
      functions: [
        { id: 'alarm', act: 'add' },
        { id: 'tick', act: 'change' },
      ],
    });
    expect(said).toContain('functions\n  + alarm\n  ~ tick  (made from another services.yml');
  });
});

describe('a plan of anything', () => {
  it('keeps within 98 columns', () => {
    const name = 'a-name-that-is-as-long-as-names-may-be-in-this-place';
    const differences = [
      { path: `RecordSets.${name}.example.com AAAA secondary.TTL`, before: '60', after: '30' },
    ];
    const changes = ['leave', 'replace', 'change'] as const;
    const long = 'a sentence about something that stands in the way of a deployment '.repeat(4);
    const said = text({
      ...ofShop(...changes.map((act) => aChange(act, { name, differences }))),
      functions: [{ id: 'tick', act: 'change' }],
      refused: [long],
      warnings: [long],
      pending: 4,
    });
    expect(said.split('\n').filter((line) => line.length > 98)).toEqual([]);
  });
});

describe('the exit code of a plan', () => {
  it.each([
    ['done', { refused: [], pending: 0 }],
    ['pending', { refused: [], pending: 1 }],
    ['refused', { refused: ['why'], pending: 0 }],
    ['refused', { refused: ['why'], pending: 1 }],
  ] as const)('is %s for %j', (name, plan) => {
    expect(exitOf(plan)).toBe(EXIT[name]);
  });
});
