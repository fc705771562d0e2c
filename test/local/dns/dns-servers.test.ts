import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { decode, streamEncode } from 'dns-packet';
import { dnsNameServers } from '../../../src/adapters/dns-name-servers.ts';
import { DnsServerFault, startDnsServers } from '../../../src/local/dns/dns-servers.ts';
import { ask } from '../../../src/local/dns/resolve.ts';
import { dnsQuestions } from '../../../src/reconcile/questions.ts';
import { chanceFor } from '../../../src/world/random.ts';
import { aService } from '../../builders/configuration.ts';
import { SECOND, ZONE_ID } from '../../world/deployed-world.ts';
import {
  EDNS,
  exchange,
  question,
  record,
  reply,
  type Serving,
  serving,
  values,
} from './serving.ts';

const NETWORK = '127.0.32';
const LONG = Array.from({ length: 5 }, (_, index) => String(index).repeat(255));

let served: Serving;
beforeEach(async () => {
  served = await serving(NETWORK, [
    record('www.example.com', 'A', '192.0.2.1', '192.0.2.2', '192.0.2.3'),
    record('wide.example.com', 'TXT', `"${LONG.slice(0, 3).join('" "')}"`),
    record('long.example.com', 'TXT', `"${LONG.join('" "')}"`),
    { ...record('draw.example.com', 'A', '192.0.2.10'), SetIdentifier: 'one', Weight: 10 },
    { ...record('draw.example.com', 'A', '192.0.2.90'), SetIdentifier: 'other', Weight: 90 },
  ]);
});
afterEach(() => served.dns.close());

describe('the name servers', () => {
  it('answer our own questions as the world does', async () => {
    const { world, dns } = served;
    const questions = dnsQuestions(aService());
    const servers = dns.addresses.map(({ host, port }) => `${host}:${port}`);
    const asked = dnsNameServers({ nameServersOf: async () => servers }).ask(questions);
    expect(await asked).toEqual(await world.ports().nameServers.ask(questions));
    expect(dns.questions()).toBe(questions.length * 4);
  });

  it('differ while a change is on its way, and agree once it is in sync', async () => {
    const { world, dns } = served;
    world.editRecords(ZONE_ID, [
      { action: 'UPSERT', set: record('www.example.com', 'A', '192.0.2.99') as never },
    ]);
    const all = () =>
      Promise.all(dns.addresses.map(async (at) => (await ask(at, 'www.example.com', 'A')).values));
    const seen = new Set<number>();
    for (let second = 0; second <= 60; second += 1) {
      seen.add((await all()).filter(([value]) => value === '192.0.2.99').length);
      world.step(world.nowMs + SECOND);
    }
    expect([...seen]).toEqual([0, 1, 2, 3, 4].filter((count) => seen.has(count)));
    expect(seen.has(0) && seen.has(4)).toBe(true);
    expect(seen.size).toBeGreaterThan(2);
  });

  it('draw by weight for each question', async () => {
    const counts = new Map<unknown, number>();
    for (let round = 0; round < 20; round += 1) {
      const draws = Array.from({ length: 100 }, () => ask(served.server, 'draw.example.com', 'A'));
      for (const { values: drawn } of await Promise.all(draws)) {
        expect(drawn).toHaveLength(1);
        counts.set(drawn[0], (counts.get(drawn[0]) ?? 0) + 1);
      }
    }
    expect([...counts.values()].reduce((sum, count) => sum + count)).toBe(2_000);
    expect((counts.get('192.0.2.10') ?? 0) / 20).toBeGreaterThan(7);
    expect((counts.get('192.0.2.10') ?? 0) / 20).toBeLessThan(13);
  });

  it('give each of several addresses first', async () => {
    const firsts = new Set<unknown>();
    for (let time = 0; time < 40; time += 1) {
      const all = values(await reply(served.server, question('www.example.com', 'A')));
      expect(all.toSorted()).toEqual(['192.0.2.1', '192.0.2.2', '192.0.2.3']);
      firsts.add(all[0]);
    }
    expect(firsts.size).toBe(3);
  });

  it('fail as a whole when that is what is broken', async () => {
    const { world, server } = served;
    world.setFault('nameServers', 'error');
    expect(await reply(server, question('www.example.com', 'A'))).toMatchObject({
      rcode: 'SERVFAIL',
      answers: [],
    });
    world.setFault('nameServers', undefined);
    expect((await ask(server, 'www.example.com', 'A')).values).toHaveLength(3);
  });

  it('are no more than the world has', async () => {
    const free = { host: `${NETWORK}.9`, port: 0 };
    const failing = startDnsServers(served.world, Array(5).fill(free), chanceFor(1, ''));
    await expect(failing).rejects.toThrow('There are 5 addresses for the 4 name servers');
  });

  it('say where they cannot listen, and leave nothing open', async () => {
    const [taken] = served.dns.addresses;
    const free = { host: `${NETWORK}.9`, port: 5399 };
    const failing = startDnsServers(served.world, [free, taken!], chanceFor(1, ''));
    await expect(failing).rejects.toThrow(DnsServerFault);
    await expect(failing).rejects.toThrow(`${taken!.host}:${taken!.port} (EADDRINUSE)`);
    const again = await startDnsServers(served.world, [free], chanceFor(1, ''));
    await again.close();
  });
});

describe('an answer that is too long for a datagram', () => {
  it.each([
    ['wide.example.com', undefined, true],
    ['wide.example.com', 1_232, false],
    ['wide.example.com', 100, true],
    ['long.example.com', 1_232, true],
    ['long.example.com', 4_096, false],
  ])('%s is cut when the client takes %d octets: %s', async (name, payload, isCut) => {
    const edns = payload === undefined ? {} : { additionals: [EDNS(payload)] };
    const bytes = await exchange(served.server, question(name, 'TXT', edns));
    const { flag_tc, answers, questions } = decode(bytes);
    expect({ flag_tc, records: answers?.length }).toEqual({
      flag_tc: isCut,
      records: isCut ? 0 : 1,
    });
    expect(bytes.length).toBeLessThanOrEqual(Math.max(512, payload ?? 0));
    expect(questions?.[0]?.name).toBe(name);
  });

  it('comes over TCP', async () => {
    expect((await ask(served.server, 'long.example.com', 'TXT')).values).toEqual([LONG.join('')]);
  });
});

describe('a TCP connection', () => {
  it('takes several questions, in pieces of any size', async () => {
    const { host, port } = served.server;
    const asked = ['www.example.com', 'long.example.com', 'nowhere.example.com'];
    const stream = Buffer.concat(
      asked.map((name, index) => streamEncode(question(name, 'TXT', { id: index + 1 }))),
    );
    const socket = connect(port, host).setNoDelay();
    const replies: unknown[] = [];
    const all = Promise.withResolvers<void>();
    let received = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      while (received.length > 2 && received.length >= 2 + received.readUInt16BE(0)) {
        const end = 2 + received.readUInt16BE(0);
        const { id, rcode } = decode(received.subarray(2, end)) as { id?: number; rcode?: string };
        replies.push([id, rcode]);
        received = received.subarray(end);
      }
      if (replies.length === asked.length) all.resolve();
    });
    const pieces = [stream.subarray(0, 1), stream.subarray(1, 50), stream.subarray(50)];
    for (const piece of pieces) await new Promise<unknown>((sent) => socket.write(piece, sent));
    await all.promise;
    socket.destroy();
    expect(replies).toEqual([
      [1, 'NOERROR'],
      [2, 'NOERROR'],
      [3, 'NXDOMAIN'],
    ]);
  });

  it('that breaks off or sends rubbish harms nobody else', async () => {
    const { host, port } = served.server;
    for (const rubbish of [[0], [0, 3, 1, 2, 3], [255, 255, 1], [0, 0]]) {
      const socket = connect(port, host);
      await new Promise<unknown>((sent) => socket.write(Buffer.from(rubbish), sent));
      socket.resetAndDestroy();
    }
    expect((await ask(served.server, 'long.example.com', 'TXT')).values).toHaveLength(1);
  });
});
