import { describe, expect, it } from '@jest/globals';
import { decode, encode, type Packet } from 'dns-packet';
import fc from 'fast-check';
import { Responder } from '../../../src/local/dns/responder.ts';
import { chanceFor } from '../../../src/world/random.ts';
import { aDeployedWorld, SECONDARY_SITE } from '../../world/deployed-world.ts';
import { create, EDNS, question, type Reply, record, values } from './serving.ts';

const { world } = aDeployedWorld();
create(world, [
  record('www.example.com', 'A', '192.0.2.1'),
  record('deep.down.example.com', 'A', '192.0.2.2'),
  record('*.wild.example.com', 'A', '192.0.2.3'),
  record('tame.wild.example.com', 'TXT', '"tame"'),
  record('alias.example.com', 'CNAME', 'www.example.com.'),
  record('outside.example.com', 'CNAME', 'www.example.net'),
  record('dangling.example.com', 'CNAME', 'nowhere.example.com'),
  record('loop.example.com', 'CNAME', 'loop.example.com'),
  record('mail.example.com', 'MX', '10 mx.example.com'),
  record('sip.example.com', 'SRV', '1 2 5060 www.example.com'),
  record('caa.example.com', 'CAA', '0 issue "ca.example.net"'),
  record('quoted.example.com', 'TXT', String.raw`"a\"b\\c\303\251" "second"`),
  {
    Name: 'elb.example.com',
    Type: 'A',
    AliasTarget: {
      DNSName: 'shop-1.elb.amazonaws.com',
      HostedZoneId: 'Z35SXDOTRQ7X7K',
      EvaluateTargetHealth: false,
    },
  },
]);
const responder = new Responder(world, 0, chanceFor(1, 'draws'));

function said(message: Packet | Buffer): Reply | undefined {
  const bytes = responder.respond(Buffer.isBuffer(message) ? message : encode(message), 'udp');
  return bytes && (decode(bytes) as Reply);
}

function asked(name: string, type: string): Reply {
  return said(question(name, type))!;
}

describe('a name server', () => {
  it('is an authority, offers no recursion, and copies what must be copied', () => {
    expect(said({ ...question('www.example.com', 'A'), flags: 0x0100 })).toMatchObject({
      id: 4711,
      flag_qr: true,
      flag_aa: true,
      flag_rd: true,
      flag_ra: false,
      rcode: 'NOERROR',
      answers: [{ name: 'www.example.com', type: 'A', ttl: 300, data: '192.0.2.1' }],
      authorities: [],
      additionals: [],
    });
  });

  it('asks nothing of the case of a name, and gives it back as it was', () => {
    const { questions, answers } = asked('wWw.ExAmPlE.cOm', 'A');
    expect([questions?.[0]?.name, answers?.[0]?.name]).toEqual([
      'wWw.ExAmPlE.cOm',
      'wWw.ExAmPlE.cOm',
    ]);
  });

  it.each([
    ['a name that is not there', 'nowhere.example.com', 'A', 'NXDOMAIN'],
    ['a name without that type', 'www.example.com', 'AAAA', 'NOERROR'],
    ['a name that is only above others', 'down.example.com', 'A', 'NOERROR'],
    ['a type that no zone can hold', 'www.example.com', 'HTTPS', 'NOERROR'],
    ['a name below one without children', 'x.www.example.com', 'A', 'NXDOMAIN'],
  ])('says no with the zone’s SOA record: %s', (_, name, type, rcode) => {
    const { authorities, ...rest } = asked(name, type);
    expect(rest).toMatchObject({ rcode, answers: [], flag_aa: true });
    expect(authorities).toMatchObject([{ name: 'example.com', type: 'SOA', ttl: 900 }]);
  });

  it('refuses names of other zones, whole zones and other classes', () => {
    expect(asked('www.example.org', 'A')).toMatchObject({ rcode: 'REFUSED', flag_aa: false });
    expect(asked('example.com', 'AXFR').rcode).toBe('REFUSED');
    const chaos = question('www.example.com', 'TXT');
    const inChaos = { ...chaos, questions: [{ ...chaos.questions![0]!, class: 'CH' as const }] };
    expect(said(inChaos)?.rcode).toBe('REFUSED');
  });

  it.each([
    ['x.wild.example.com', 'A', 'NOERROR', ['192.0.2.3']],
    ['y.x.wild.example.com', 'A', 'NOERROR', ['192.0.2.3']],
    ['x.wild.example.com', 'TXT', 'NOERROR', []],
    ['wild.example.com', 'A', 'NOERROR', []],
    // Names that exist, and what is below them, are not the wildcard's (RFC 4592).
    ['tame.wild.example.com', 'A', 'NOERROR', []],
    ['x.tame.wild.example.com', 'A', 'NXDOMAIN', []],
  ])(
    'answers %s %s from a wildcard only where there is nothing closer',
    (name, type, rcode, data) => {
      const answered = asked(name, type);
      expect([answered.rcode, values(answered)]).toEqual([rcode, data]);
      for (const { name: owner } of answered.answers ?? []) expect(owner).toBe(name);
    },
  );

  it('answers a CNAME to other types, and follows it in its own zone', () => {
    expect(asked('alias.example.com', 'A').answers).toMatchObject([
      { name: 'alias.example.com', type: 'CNAME', data: 'www.example.com' },
      { name: 'www.example.com', type: 'A', data: '192.0.2.1' },
    ]);
    expect(values(asked('alias.example.com', 'CNAME'))).toEqual(['www.example.com']);
    expect(values(asked('outside.example.com', 'A'))).toEqual(['www.example.net']);
    expect(values(asked('outside.example.com', 'HTTPS'))).toEqual(['www.example.net']);
    expect(asked('dangling.example.com', 'A')).toMatchObject({
      rcode: 'NXDOMAIN',
      answers: [{ type: 'CNAME' }],
      authorities: [{ type: 'SOA' }],
    });
    expect(asked('loop.example.com', 'A').rcode).toBe('NOERROR');
  });

  it('writes every type as its record says', () => {
    expect(values(asked('mail.example.com', 'MX'))).toEqual([
      { preference: 10, exchange: 'mx.example.com' },
    ]);
    expect(values(asked('sip.example.com', 'SRV'))).toEqual([
      { priority: 1, weight: 2, port: 5060, target: 'www.example.com' },
    ]);
    expect(values(asked('caa.example.com', 'CAA'))).toMatchObject([
      { flags: 0, tag: 'issue', value: 'ca.example.net' },
    ]);
    expect(values(asked('example.com', 'NS'))).toHaveLength(4);
    expect(values(asked('example.com', 'SOA'))).toMatchObject([{ serial: 1, minimum: 86_400 }]);
    expect(values(asked('quoted.example.com', 'TXT'))).toEqual([
      [Buffer.from('a"b\\c\u00c3\u00a9', 'latin1'), Buffer.from('second')],
    ]);
    expect(asked('elb.example.com', 'A').answers).toMatchObject([
      { ttl: 60, data: expect.stringMatching(/^198\.18\./) },
    ]);
  });

  it('says that there is something when everything is asked for', () => {
    expect(asked('www.example.com', 'ANY').answers).toMatchObject([
      { type: 'HINFO', data: { cpu: 'RFC8482' } },
    ]);
    expect(asked('nowhere.example.com', 'ANY').rcode).toBe('NXDOMAIN');
  });

  it('answers with EDNS who asks with it, and a newer version not at all', () => {
    const additionals = [EDNS(1_232)];
    expect(said(question('www.example.com', 'A', { additionals }))?.additionals).toMatchObject([
      { type: 'OPT', name: '.', ednsVersion: 0 },
    ]);
    const newer = said(question('www.example.com', 'A', { additionals: [EDNS(1_232, 1)] }));
    expect(newer).toMatchObject({ answers: [], additionals: [{ extendedRcode: 1 }] });
  });

  it('says why, to who can read it, where Route 53 promises nothing', () => {
    create(world, [
      { ...record('near.example.com', 'A', '192.0.2.1'), SetIdentifier: 'a', Region: 'us-east-1' },
    ]);
    const failed = said(question('near.example.com', 'A', { additionals: [EDNS(1_232)] }));
    expect(failed).toMatchObject({ rcode: 'SERVFAIL', answers: [] });
    const { options } = failed!.additionals![0] as unknown as {
      options: { code: number; data: Buffer }[];
    };
    expect(options).toMatchObject([{ code: 15 }]);
    expect(options[0]!.data.toString()).toContain('near.example.com');
    expect(asked('near.example.com', 'A').rcode).toBe('SERVFAIL');
  });

  it('answers anew as soon as a check or a record has changed', () => {
    const address = () => values(asked('shop.example.com', 'A'))[0];
    const before = address();
    world.setSite('192.0.2.10:443', { kind: 'refused', connectMs: 1 });
    world.step(world.nowMs + 120_000);
    const during = address();
    world.setSite('192.0.2.10:443', 'up');
    world.step(world.nowMs + 120_000);
    expect([before, during, address()]).toEqual([
      '192.0.2.10',
      SECONDARY_SITE.split(':')[0],
      '192.0.2.10',
    ]);
  });

  it.each(['silence', 'answer-lost'] as const)('says nothing under the fault "%s"', (fault) => {
    world.setFault('nameServers', fault);
    expect(said(question('www.example.com', 'A'))).toBeUndefined();
    world.setFault('nameServers', undefined);
  });
});

describe('rubbish', () => {
  it.each([
    ['no header', Buffer.alloc(11), undefined],
    ['an answer', encode({ type: 'response', id: 1, questions: [] }), undefined],
    ['no question', encode({ type: 'query', id: 1 }), 'FORMERR'],
    [
      'a question that ends too early',
      encode(question('www.example.com', 'A')).subarray(0, 20),
      'FORMERR',
    ],
    [
      'a label that never ends',
      Buffer.concat([encode(question('', 'A')).subarray(0, 12), Buffer.alloc(300, 63)]),
      'FORMERR',
    ],
    [
      'a pointer in the question',
      Buffer.concat([
        encode(question('', 'A')).subarray(0, 12),
        Buffer.from([0xc0, 12, 0, 1, 0, 1]),
      ]),
      'FORMERR',
    ],
    ['another operation', encode({ type: 'query', id: 1, flags: 0x2800 }), 'NOTIMP'],
  ])('is told so, or nothing: %s', (_, message, rcode) => {
    expect(said(message)?.rcode).toBe(rcode);
  });

  it('of any kind is survived, and never answered with another id', () => {
    const whole = encode(question('www.example.com', 'A', { additionals: [EDNS(1_232)] }));
    const broken = fc
      .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 })
      .map((changes) => {
        const message = Buffer.from(whole);
        for (const [at, octet] of changes) message[at] = octet;
        return message;
      });
    const any = fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(fc.oneof(broken, any), fc.nat(700), (message, length) => {
        const sent = message.subarray(0, length);
        const bytes = responder.respond(sent, 'udp');
        if (bytes === undefined) return;
        expect(bytes.subarray(0, 2)).toEqual(sent.subarray(0, 2));
        expect(decode(bytes).flag_qr).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(values(asked('www.example.com', 'A'))).toEqual(['192.0.2.1']);
  });
});
