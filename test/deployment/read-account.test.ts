import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import {
  GetAccountLimitCommand,
  GetHealthCheckCountCommand,
  GetHostedZoneCommand,
  NoSuchHostedZone,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { known, unknown } from '../../src/core/reading.ts';
import type { CloudFormation, DeployedTemplate } from '../../src/deployment/cloud-formation.ts';
import { type Reach, readAccount } from '../../src/deployment/read-account.ts';
import type { Records } from '../../src/ports.ts';
import { aConfiguration, aFailbackPolicy, aService } from '../builders/configuration.ts';
import { deployedTemplates } from './an-account.ts';

const route53 = mockClient(Route53Client);
const cloudWatch = mockClient(CloudWatchClient);
const ZONE = aService().zone.id;

const guardAlarms = Array.from({ length: 101 }, (_, index) => ({
  region: 'us-west-2',
  name: `guard-${index}`,
}));
const configuration = aConfiguration({
  services: [aService({ failback: aFailbackPolicy({ guardAlarms }) })],
});

beforeEach(() => {
  route53.reset();
  cloudWatch.reset();
  route53
    .on(GetHostedZoneCommand)
    .resolves({ HostedZone: { Id: ZONE, Name: 'example.com.', CallerReference: '' } })
    .on(GetHealthCheckCountCommand)
    .resolves({ HealthCheckCount: 7 })
    .on(GetAccountLimitCommand)
    .resolves({ Limit: { Type: 'MAX_HEALTH_CHECKS_BY_OWNER', Value: 200 }, Count: 7 });
  cloudWatch.on(DescribeAlarmsCommand).callsFake(({ AlarmNames }) => ({
    MetricAlarms: AlarmNames.map((AlarmName: string) => ({ AlarmName, MetricName: 'Latency' })),
  }));
});

function stacksWith(template?: DeployedTemplate, ids = new Map<string, string>()): CloudFormation {
  return {
    template: async () => template,
    physicalIds: async () => ids,
  } as unknown as CloudFormation;
}

function reach(overrides: Partial<Reach> = {}): Reach {
  return {
    homeStacks: stacksWith(),
    earsStacks: stacksWith(),
    route53: new Route53Client({}),
    records: { list: async () => new Map([[ZONE, known([])]]) } as unknown as Records,
    cloudWatchIn: async () => new CloudWatchClient({}),
    statesIn: async () => {
      throw new Error('there is no table');
    },
    ...overrides,
  };
}

describe('what is read of an account', () => {
  it('without a stack is zones, room for checks and alarms, a hundred at a time', async () => {
    const account = await readAccount(reach(), configuration);
    expect(account.zones.get(ZONE)).toEqual({ name: 'example.com', isPrivate: false, records: [] });
    expect(account.healthChecks).toEqual(known({ used: 7, limit: 200 }));
    expect(account.alarms.size).toBe(101);
    expect(cloudWatch.commandCalls(DescribeAlarmsCommand)).toHaveLength(2);
    expect([account.deployed.home.Resources, account.states.size]).toEqual([{}, 0]);
  });

  it('with a stack is also the state of each service, of one that left the file too', async () => {
    const services = [aService(), aService({ id: 'gone', names: ['gone.example.com'] })];
    const { home } = deployedTemplates(aConfiguration({ services }));
    const asked: unknown[] = [];
    const account = await readAccount(
      reach({
        homeStacks: stacksWith(home, new Map([['Table', 'table-1']])),
        statesIn: async (table) =>
          ({
            load: async (ids: readonly string[]) => {
              asked.push(table, ids);
              return new Map();
            },
          }) as never,
      }),
      configuration,
    );
    expect(asked).toEqual(['table-1', ['shop', 'gone']]);
    expect(account.states.size).toBe(0);
  });

  it('a zone that is not there is missing, and not an error', async () => {
    const gone = new NoSuchHostedZone({ message: '', $metadata: {} });
    route53.on(GetHostedZoneCommand).rejects(gone);
    expect((await readAccount(reach(), configuration)).zones.size).toBe(0);
  });

  it('room for checks that may not be read is unknown, in one line', async () => {
    route53.on(GetAccountLimitCommand).rejects(new Error('AccessDenied\nand much more'));
    const { healthChecks } = await readAccount(reach(), configuration);
    expect(healthChecks).toEqual(unknown('Error: AccessDenied'));
  });

  it('records that cannot be listed stop it', async () => {
    const records = { list: async () => new Map([[ZONE, unknown('throttled')]]) };
    const reading = readAccount(reach({ records: records as unknown as Records }), configuration);
    await expect(reading).rejects.toThrow('throttled');
  });
});
