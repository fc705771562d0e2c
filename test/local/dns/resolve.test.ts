import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ask, CachingResolver } from '../../../src/local/dns/resolve.ts';
import { ZONE_ID } from '../../world/deployed-world.ts';
import { record, type Serving, serving } from './serving.ts';

let served: Serving;
beforeEach(async () => {
  served = await serving('127.0.34', [
    record('www.example.com', 'A', '192.0.2.1'),
    { ...record('short.example.com', 'CNAME', 'www.example.com'), TTL: 10 },
  ]);
});
afterEach(() => served.dns.close());

describe('a resolver', () => {
  /** In a time of its own, and how often the servers were asked. */
  function aResolver(servers = served.dns.addresses) {
    const time = { nowMs: 0 };
    const resolver = new CachingResolver(servers, { nowMs: () => time.nowMs });
    return { resolver, time };
  }

  it('asks again only when the TTL is over', async () => {
    const { resolver, time } = aResolver();
    for (const atMs of [0, 1_000, 299_999]) {
      time.nowMs = atMs;
      expect(await resolver.resolve('www.example.com', 'A')).toBe('192.0.2.1');
    }
    expect(served.dns.questions()).toBe(1);
    time.nowMs = 300_000;
    await resolver.resolve('www.example.com', 'A');
    expect(served.dns.questions()).toBe(2);
  });

  it('keeps the old answer until then, whatever the servers say', async () => {
    const { resolver, time } = aResolver();
    await resolver.resolve('www.example.com', 'A');
    const set = record('www.example.com', 'A', '192.0.2.9') as never;
    served.world.editRecords(ZONE_ID, [{ action: 'UPSERT', set }]);
    served.world.step(served.world.nowMs + 120_000);
    time.nowMs = 120_000;
    expect(await resolver.resolve('www.example.com', 'A')).toBe('192.0.2.1');
    time.nowMs = 300_000;
    expect(await resolver.resolve('www.example.com', 'A')).toBe('192.0.2.9');
  });

  it('remembers a chain for as long as its shortest link, and a "no" for as long as the zone says', async () => {
    const { resolver, time } = aResolver();
    const asked = async (name: string, atMs: number) => {
      time.nowMs = atMs;
      const before = served.dns.questions();
      await resolver.resolve(name, 'A');
      return served.dns.questions() - before;
    };
    expect(await asked('short.example.com', 0)).toBe(1);
    expect(await asked('short.example.com', 9_999)).toBe(0);
    expect(await asked('short.example.com', 10_000)).toBe(1);
    expect(await asked('nowhere.example.com', 0)).toBe(1);
    expect(await asked('nowhere.example.com', 899_999)).toBe(0);
    expect(await asked('nowhere.example.com', 900_000)).toBe(1);
  });

  it('goes on to the next server when one fails, and remembers no failure', async () => {
    served.world.setFault('nameServers', 'error');
    const { resolver } = aResolver();
    expect(await resolver.resolve('www.example.com', 'A')).toBeUndefined();
    expect(served.dns.questions()).toBe(4);
    served.world.setFault('nameServers', undefined);
    expect(await resolver.resolve('www.example.com', 'A')).toBe('192.0.2.1');
  });
});

describe('a question', () => {
  it('is asked again when nobody answers, and then given up', async () => {
    served.world.setFault('nameServers', 'silence');
    const reply = await ask(served.server, 'www.example.com', 'A');
    expect(reply).toEqual({ rcode: 'TIMEOUT', values: [], ttlSeconds: 0, leadsTo: undefined });
    expect(served.dns.questions()).toBe(3);
  });
});
