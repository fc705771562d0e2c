import { describe, expect, it } from '@jest/globals';
import type { Service } from '../../src/core/service.ts';
import { monthlyCost } from '../../src/infrastructure/cost.ts';
import { MOST_SERVICES_SHOWN } from '../../src/infrastructure/dashboard.ts';
import { SELF_METRICS } from '../../src/infrastructure/self-metrics.ts';
import { buildWholeStacks } from '../../src/infrastructure/stacks.ts';
import { aConfiguration, aService, aSide } from '../builders/configuration.ts';

interface Widget {
  readonly type: string;
  readonly width: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly region?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly (string | object)[])[];
  };
}

function dashboardOf(services: readonly Service[] = [aService()]) {
  const { home } = buildWholeStacks(aConfiguration({ services, dashboard: true }));
  const { Properties } = home.Resources.Dashboard as { Properties: Record<string, unknown> };
  const body = (Properties.DashboardBody as { 'Fn::Sub': string })['Fn::Sub'];
  const { widgets } = JSON.parse(body) as { readonly widgets: readonly Widget[] };
  return { name: Properties.DashboardName, body, widgets, resources: home.Resources };
}

describe('the dashboard', () => {
  it('is made only when it is asked for, and then it costs', () => {
    const without = aConfiguration();
    expect(buildWholeStacks(without).home.Resources).not.toHaveProperty('Dashboard');
    const cents = (dashboard: boolean) => monthlyCost(aConfiguration({ dashboard })).cents;
    expect(cents(true) - cents(false)).toBe(300);
    expect(dashboardOf().name).toBe('switchback');
  });

  it('leaves to CloudFormation only what is there: checks of the stack, account and partition', () => {
    const alarm = { region: 'ap-northeast-1', name: 'orders' };
    const { body, resources } = dashboardOf([
      aService({ primary: aSide('primary', { unhealthyWhen: [alarm] }) }),
    ]);
    const left = new Set([...body.matchAll(/\$\{([^}]*)\}/g)].map(([, name = '']) => name));
    expect([...left].filter((name) => name.startsWith('AWS::')).toSorted()).toEqual([
      'AWS::AccountId',
      'AWS::Partition',
    ]);
    const checks = [...left].filter((name) => !name.startsWith('AWS::'));
    expect(checks).toHaveLength(3);
    for (const name of checks) {
      expect(resources[name]).toMatchObject({ Type: 'AWS::Route53::HealthCheck' });
    }
  });

  it('shows of each service both sides, its checkers and its hold switch, where these metrics are', () => {
    const { widgets } = dashboardOf();
    const shop = widgets.filter(({ properties }) => properties.title?.startsWith('shop'));
    const metrics = shop.map(({ properties: { region, metrics = [] } }) => [
      region,
      ...metrics.map(([namespace, name]) => `${namespace} ${name}`),
    ]);
    expect(metrics).toEqual([
      ['us-east-1', 'AWS/Route53 HealthCheckStatus', 'AWS/Route53 HealthCheckStatus'],
      [
        'us-east-1',
        'AWS/Route53 HealthCheckPercentageHealthy',
        'AWS/Route53 HealthCheckPercentageHealthy',
      ],
      ['us-west-2', 'Switchback/Hold Hold'],
    ]);
    expect(shop[2]?.properties.metrics?.[0]).toEqual([
      'Switchback/Hold',
      'Hold',
      'Stack',
      'switchback',
      'Service',
      'shop',
      { label: 'hold switch' },
    ]);
  });

  it('shows alarms that home has, and metrics that passes give', () => {
    const { widgets, resources } = dashboardOf();
    const names = Object.values(resources).flatMap(({ Type, Properties }) =>
      Type === 'AWS::CloudWatch::Alarm' ? (Properties as { AlarmName: string }).AlarmName : [],
    );
    const alarms = widgets.flatMap(({ properties }) => properties.alarms ?? []);
    expect(alarms.length).toBeGreaterThan(10);
    for (const arn of alarms) {
      expect(names).toContain(arn.split(':alarm:')[1]);
      expect(arn).toMatch(/^arn:\$\{AWS::Partition\}:cloudwatch:us-west-2:\$\{AWS::AccountId\}:/);
    }
    const own = widgets
      .flatMap(({ properties }) => properties.metrics ?? [])
      .filter(([namespace]) => namespace === 'Switchback');
    for (const [, name] of own) expect(Object.keys(SELF_METRICS)).toContain(name);
    expect(own.length).toBeGreaterThan(2);
  });

  it('keeps to what CloudWatch takes with a thousand services, and says how many are not shown', () => {
    const many = Array.from({ length: 1_000 }, (_, at) =>
      aService({ id: `s${at}`, names: [`s${at}.example.com`] }),
    );
    const { widgets, body } = dashboardOf(many);
    expect(widgets.length).toBeLessThanOrEqual(500);
    expect(widgets[0]?.properties.markdown).toContain(
      `${1_000 - MOST_SERVICES_SHOWN} more services are not shown.`,
    );
    expect(body).toContain(`s${MOST_SERVICES_SHOWN - 1}: hold switch`);
    for (const { properties } of widgets) {
      expect(properties.alarms?.length ?? 0).toBeLessThanOrEqual(100);
    }
  });
});
