import { describe, expect, it } from '@jest/globals';
import { EnvironmentError, wire } from '../../src/wire.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';
import { DnsStub } from './dns-stub.ts';

const environment = {
  AWS_REGION: 'us-west-2',
  SWITCHBACK_TABLE: 'table',
  SWITCHBACK_TOPIC_ARN: 'arn:aws:sns:us-west-2:123456789012:topic',
};

describe('wiring', () => {
  it('makes every port out of configuration and environment, and calls nobody', () => {
    const ports = wire({ configuration: aConfiguration(), environment });
    expect(Object.keys(ports).sort()).toEqual([
      'alarms',
      'clock',
      'holdSwitches',
      'nameServers',
      'notifier',
      'probes',
      'records',
      'stateStore',
    ]);
    expect(Math.abs(ports.clock.nowMs() - Date.now())).toBeLessThan(1_000);
  });

  it.each(['AWS_REGION', 'SWITCHBACK_TABLE', 'SWITCHBACK_TOPIC_ARN'])('needs %s', (name) => {
    const configuration = aConfiguration();
    for (const value of [undefined, '']) {
      const wired = () => wire({ configuration, environment: { ...environment, [name]: value } });
      expect(wired).toThrow(new EnvironmentError(`${name} is not set.`));
    }
  });

  it('refuses to run in another Region than the home of its configuration', () => {
    const configuration = aConfiguration({ homeRegion: 'eu-west-1' });
    expect(() => wire({ configuration, environment })).toThrow(EnvironmentError);
  });

  it('asks the name servers that the configuration names', async () => {
    const dns = await DnsStub.start(({ questions }) => ({
      answers: [{ type: 'TXT', name: questions?.[0]?.name ?? '', data: 'off' }],
    }));
    const zone = { id: 'Z1', name: 'example.com', nameServers: [dns.server] };
    const configuration = aConfiguration({ services: [aService({ zone })] });
    const { nameServers } = wire({ configuration, environment });
    const question = { zoneId: 'Z1', name: 'w.example.com', type: 'TXT' } as const;
    expect([...(await nameServers.ask([question])).values()]).toEqual([
      [{ known: true, value: ['off'] }],
    ]);
    await dns.close();
  });

  it('begins no call when no time is left', async () => {
    const ports = wire({ configuration: aConfiguration(), environment, remainingMs: () => 0 });
    await expect(ports.stateStore.load(['shop'])).rejects.toMatchObject({
      call: 'dynamodb:BatchGetItem',
    });
  });
});
