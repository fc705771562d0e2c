/** Bytes that come in the place of a DNS answer: a reading, or nothing; never a throw, never a hang. */
import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Answer, encode } from 'dns-packet';
import fc from 'fast-check';
import {
  decodePacket,
  isAnswerTo,
  type Question,
  readAnswer,
} from '../../src/adapters/dns-message.ts';
import { dnsNameServers } from '../../src/adapters/dns-name-servers.ts';

// Seconds on a machine of its own, more on one that is busy with others.
jest.setTimeout(30_000);

const NAME = '_switchback-primary.shop.example.com';
const QUESTION = { name: NAME, type: 'TXT' } as const satisfies Question;
const ID = 0x1234;
const QR_AA = 0x8400;
const HEADER_BYTES = 12;

function packetOf(...answers: readonly Answer[]): Buffer {
  const questions = [{ name: NAME, type: 'TXT', class: 'IN' } as const];
  return encode({ type: 'response', id: ID, flags: QR_AA, questions, answers: [...answers] });
}

const txt = (data: string): Answer => ({ name: NAME, type: 'TXT', ttl: 60, data });
const VALID = [
  packetOf(txt('healthy')),
  packetOf(txt('unhealthy'), txt('healthy')),
  packetOf(),
  packetOf({ name: NAME, type: 'CNAME', ttl: 60, data: 'a.example.com' }, txt('healthy')),
];

/** Bytes written over, cut off, or put behind; offsets of names most of all, which may point anywhere. */
const bytes = fc
  .record({
    packet: fc.constantFrom(...VALID),
    patches: fc.array(
      fc.record({
        at: fc.nat(),
        byte: fc.oneof(fc.nat(255), fc.constantFrom(0, 0xc0, 0xff, 0x3f)),
      }),
      { maxLength: 6 },
    ),
    cut: fc.option(fc.nat(), { nil: undefined }),
    tail: fc.uint8Array({ maxLength: 20 }),
  })
  .map(({ packet, patches, cut, tail }) => {
    const copy = Buffer.from(packet);
    for (const { at, byte } of patches) copy[at % copy.length] = byte;
    return Buffer.concat([cut === undefined ? copy : copy.subarray(0, cut % copy.length), tail]);
  });

/** What a reader of the socket makes of it; the question is the one that was asked. */
function read(answer: Buffer): readonly string[] | 'nothing' | 'unknown' {
  const packet = decodePacket(answer);
  if (packet === undefined || !isAnswerTo(packet, ID, QUESTION)) return 'nothing';
  const reading = readAnswer(packet, QUESTION);
  return reading.known ? reading.value : 'unknown';
}

function header(answers: number): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  head.writeUInt16BE(ID, 0);
  head.writeUInt16BE(QR_AA, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(answers, 6);
  return head;
}

describe('A DNS answer of any bytes', () => {
  it('is read, or is nothing', () => {
    fc.assert(
      fc.property(bytes, (answer) => {
        const seen = read(answer);
        if (Array.isArray(seen)) for (const value of seen) expect(typeof value).toBe('string');
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    [
      'a name that points at itself',
      Buffer.concat([header(0), Buffer.from([0xc0, 0x0c, 0, 16, 0, 1])]),
    ],
    [
      'two names that point at each other',
      Buffer.concat([header(0), Buffer.from([0xc0, 0x0e, 0xc0, 0x0c, 0, 16, 0, 1])]),
    ],
    [
      'a name that points behind the end',
      Buffer.concat([header(0), Buffer.from([0xff, 0xff, 0, 16])]),
    ],
    ['65,535 answers in twelve bytes', header(65_535)],
    ['a label of 64 bytes', Buffer.concat([header(0), Buffer.from([0x40]), Buffer.alloc(64)])],
    ['nothing', Buffer.alloc(0)],
    ['one byte', Buffer.alloc(1)],
    ['64 KB of 0xc0', Buffer.alloc(65_535, 0xc0)],
    ['64 KB of zeros', Buffer.alloc(65_535)],
  ])('may be %s', (_, answer) => {
    const startedMs = performance.now();
    expect(read(answer)).toBe('nothing');
    expect(performance.now() - startedMs).toBeLessThan(500);
  });

  it('is an answer as it is valid', () => {
    expect(VALID.map(read)).toEqual([['healthy'], ['unhealthy', 'healthy'], [], ['healthy']]);
  });
});

describe('A name server that answers any bytes', () => {
  const socket = createSocket('udp4');
  let answer = Buffer.alloc(0);
  beforeAll(async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    socket.on('message', (query, { port }) => {
      // Under the id that was asked for, or nothing of it would be looked at.
      const reply = Buffer.from(answer);
      if (reply.length >= 2) query.copy(reply, 0, 0, 2);
      socket.send(reply, port, '127.0.0.1');
    });
    socket.bind(0, '127.0.0.1', resolve);
    await promise;
  });
  afterAll(() => {
    socket.close();
  });

  it('is answered with a reading in time', async () => {
    const server = `127.0.0.1:${(socket.address() as AddressInfo).port}`;
    const nameServers = dnsNameServers({
      nameServersOf: async () => [server],
      patience: { timeoutMs: 40, tries: 1 },
    });
    await fc.assert(
      fc.asyncProperty(bytes, async (sent) => {
        answer = Buffer.from(sent);
        const replies = await nameServers.ask([{ zoneId: 'Z1', ...QUESTION }]);
        const [reply] = replies.get(`${NAME} TXT`) ?? [];
        expect(typeof (reply?.known ? reply.value.join() : reply?.why)).toBe('string');
      }),
      { numRuns: 60 },
    );
  });
});
