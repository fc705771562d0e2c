import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Answer, AUTHORITATIVE_ANSWER, type Packet, streamEncode } from 'dns-packet';
import { dnsNameServers } from '../../src/adapters/dns-name-servers.ts';
import { type DnsQuestion, questionKey } from '../../src/ports.ts';
import type { RecordType } from '../../src/route53/record-set.ts';
import { type DnsAnswer, DnsStub } from './dns-stub.ts';

const QUICK = { timeoutMs: 80, tries: 2 };

let dns: DnsStub;
beforeEach(async () => {
  dns = await DnsStub.start(() => 'silence');
});
afterEach(() => dns.close());

const question = (type: RecordType = 'TXT', name = '_switchback-hold.shop.example.com') =>
  ({ zoneId: 'Z1', name, type }) satisfies DnsQuestion;

async function ask(asked: DnsQuestion, servers: readonly string[] = [dns.server]) {
  const port = dnsNameServers({ nameServersOf: async () => servers, patience: QUICK });
  return (await port.ask([asked])).get(questionKey(asked));
}

function record(type: RecordType, data: unknown, name = question().name): Answer {
  return { type, name, ttl: 60, data } as Answer;
}

const OTHER_ANSWER = streamEncode({ type: 'response', id: 1, questions: [] });
const OTHER_ID = streamEncode({
  type: 'response',
  id: 1,
  flags: AUTHORITATIVE_ANSWER,
  questions: [{ type: 'TXT', name: question().name }],
});

describe('an answer', () => {
  it.each<[string, RecordType, readonly Answer[], readonly string[]]>([
    ['one text', 'TXT', [record('TXT', 'on')], ['on']],
    ['the strings of one text on end', 'TXT', [record('TXT', ['v=1 ', 'é'])], ['v=1 Ã©']],
    ['two texts', 'TXT', [record('TXT', 'on'), record('TXT', 'off')], ['on', 'off']],
    [
      'addresses',
      'A',
      [record('A', '192.0.2.1'), record('A', '192.0.2.2')],
      ['192.0.2.1', '192.0.2.2'],
    ],
    ['IPv6 in its one spelling', 'AAAA', [record('AAAA', '2001:DB8:0:0::1')], ['2001:db8::1']],
    ['a name', 'CNAME', [record('CNAME', 'LB.example.net')], ['lb.example.net']],
    [
      'what is asked for, behind a name',
      'A',
      [record('CNAME', 'lb.example.net'), record('A', '192.0.2.1', 'lb.example.net')],
      ['192.0.2.1'],
    ],
    ['nothing', 'TXT', [], []],
  ])('holds %s', async (_, type, answers, values) => {
    dns.answer(() => ({ answers }));
    expect(await ask(question(type))).toEqual([{ known: true, value: values }]);
  });

  it.each<[string, DnsAnswer, string]>([
    ['R28 NXDOMAIN', { rcode: 'NXDOMAIN' }, 'the name server answered NXDOMAIN'],
    ['R28 SERVFAIL', { rcode: 'SERVFAIL' }, 'the name server answered SERVFAIL'],
    ['REFUSED', { rcode: 'REFUSED' }, 'the name server answered REFUSED'],
    ['a cache', { authoritative: false }, 'the answer is not authoritative'],
  ])('is unknown from %s', async (_, answer, why) => {
    dns.answer(() => answer);
    expect(await ask(question())).toEqual([{ known: false, why }]);
  });

  it('that does not fit is fetched by TCP', async () => {
    const texts = Array.from({ length: 40 }, (_, at) => record('TXT', `${at}`.repeat(60)));
    dns.answer(() => ({ answers: texts, truncated: true }));
    const [reading] = (await ask(question())) ?? [];
    expect(reading?.known && reading.value).toHaveLength(40);
  });

  it.each([
    ['rubbish', Buffer.from([0, 3, 1, 2, 3]), 'no DNS message over TCP'],
    [
      'the answer to another question',
      OTHER_ANSWER,
      'the name server answered something else over TCP',
    ],
    [
      'the answer to an earlier question',
      OTHER_ID,
      'the name server answered something else over TCP',
    ],
    ['the end', null, 'the connection was closed over TCP'],
  ])('that comes by TCP as %s is unknown', async (_, bytes, why) => {
    dns.answer(() => ({ truncated: true }));
    dns.answerTcp(bytes);
    expect(await ask(question())).toEqual([{ known: false, why }]);
  });

  it('that does not come by TCP either is unknown', async () => {
    const answers: (DnsAnswer | 'silence')[] = [{ truncated: true }, 'silence'];
    dns.answer(() => answers.shift() ?? 'silence');
    expect(await ask(question())).toEqual([{ known: false, why: 'no answer in time over TCP' }]);
  });
});

describe('a question', () => {
  it('goes to each of four name servers, with an id that nobody can guess', async () => {
    dns.answer(() => ({ answers: [record('TXT', 'on')] }));
    expect(await ask(question(), Array(6).fill(dns.server))).toHaveLength(4);
    const ids = new Set(dns.queries.map(({ id }) => id));
    expect(ids.size).toBeGreaterThan(1);
    expect(dns.queries.every(({ flags }) => flags === 0)).toBe(true);
  });

  it('is asked a second time when a datagram is lost', async () => {
    const answers: (DnsAnswer | 'silence')[] = ['silence', { answers: [record('TXT', 'off')] }];
    dns.answer(() => answers.shift() ?? 'silence');
    expect(await ask(question())).toEqual([{ known: true, value: ['off'] }]);
  });

  it('is unknown at a server that is silent, and known at the others', async () => {
    const silent = await DnsStub.start(() => 'silence');
    dns.answer(() => ({ answers: [record('TXT', 'on')] }));
    const replies = await ask(question(), [silent.server, dns.server]);
    await silent.close();
    expect(replies).toEqual([
      { known: false, why: 'the name server did not answer' },
      { known: true, value: ['on'] },
    ]);
  });

  it('hears nobody who has only guessed: another id, another question, no answer at all', async () => {
    const seen: number[] = [];
    const forge = (query: Packet, more: Partial<Packet>) => {
      const forged = {
        ...query,
        type: 'response',
        flags: 1024,
        additionals: [],
        ...more,
      } as Packet;
      for (const port of seen) dns.send(forged, port);
    };
    dns.hear((port) => seen.push(port));
    dns.answer((query) => {
      const answers = [record('TXT', 'forged')];
      forge(query, { id: ((query.id ?? 0) + 1) % 65_536, answers });
      forge(query, { questions: [{ type: 'TXT', name: 'other.example.com' }], answers });
      forge(query, { type: 'query', answers });
      return { answers: [record('TXT', 'true')] };
    });
    expect(await ask(question())).toEqual([{ known: true, value: ['true'] }]);
  });

  it('takes the spelling of the name for the same', async () => {
    dns.answer(() => ({ answers: [record('TXT', 'on')] }));
    expect(await ask(question('TXT', 'Shop.Example.com'))).toEqual([
      { known: true, value: ['on'] },
    ]);
  });
});

describe('name servers', () => {
  it('that are not known make the questions of their zone unknown, and of no other', async () => {
    dns.answer(() => ({ answers: [record('TXT', 'on')] }));
    const port = dnsNameServers({
      nameServersOf: async (zoneId) => {
        if (zoneId === 'Z2') throw new Error('route53:GetHostedZone failed: AccessDenied');
        return [dns.server];
      },
      patience: QUICK,
    });
    const other = { ...question(), zoneId: 'Z2', name: 'x.example.net' };
    const replies = await port.ask([question(), other]);
    expect([...replies.values()]).toEqual([
      [{ known: true, value: ['on'] }],
      [{ known: false, why: 'route53:GetHostedZone failed: AccessDenied' }],
    ]);
  });

  it('are found by their names, and one that is not found does not count', async () => {
    dns.answer(() => ({ answers: [record('TXT', 'on')] }));
    const port = dnsNameServers({
      nameServersOf: async () => ['gone.example.net', `ns.example.net:${dns.server.split(':')[1]}`],
      patience: QUICK,
      resolve: async (host) => {
        if (host === 'gone.example.net') throw new Error('ENOTFOUND');
        return '127.0.0.1';
      },
    });
    expect(await port.ask([question()])).toEqual(
      new Map([[questionKey(question()), [{ known: true, value: ['on'] }]]]),
    );
  });

  it('that are gone from their address are unknown', async () => {
    const gone = await DnsStub.start(() => 'silence');
    const { server } = gone;
    await gone.close();
    expect(await ask(question(), [server])).toEqual([
      { known: false, why: 'the name server did not answer' },
    ]);
  });

  it('of which none is found make every question unknown', async () => {
    expect(await ask(question(), ['', 'no name server'])).toEqual([
      { known: false, why: 'no name server of the zone could be found' },
    ]);
  });

  it('are asked a thousand questions in one round by one socket each', async () => {
    dns.answer(({ questions }) => ({ answers: [record('TXT', 'on', questions?.[0]?.name)] }));
    const questions = Array.from({ length: 1_000 }, (_, at) =>
      question('TXT', `s${at}.example.com`),
    );
    const ports = new Set<number>();
    dns.hear((port) => ports.add(port));
    const port = dnsNameServers({ nameServersOf: async () => [dns.server] });
    const replies = [...(await port.ask(questions)).values()].flat();
    expect(replies.filter(({ known }) => known)).toHaveLength(1_000);
    expect(ports.size).toBe(1);
  });
});
