/** A client's side of DNS: questions to one server, and a resolver that remembers answers for as long as they may be. */
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { isIP } from 'node:net';
import { encode, type Packet, type Answer as PacketRecord } from 'dns-packet';
import {
  decodePacket,
  isAnswerTo,
  isTruncated,
  type Question,
  queryPacket,
} from '../../adapters/dns-message.ts';
import { askOverTcp } from '../../adapters/dns-over-tcp.ts';
import type { HostAndPort } from '../../config/endpoints.ts';
import type { RecordType } from '../../route53/record-set.ts';
import type { VirtualClock } from '../virtual-clock.ts';

export interface DnsReply {
  /** As DNS calls it, e.g. `NOERROR`; `TIMEOUT` when nobody answered. */
  readonly rcode: string;
  /** Of the asked type, also those behind a CNAME; TXT without quotes. */
  readonly values: readonly string[];
  /** How long the answer, or the "no", may be remembered; 0 when it may not. */
  readonly ttlSeconds: number;
  /** Where the answer's last CNAME leads, when its target is not in the answer. */
  readonly leadsTo: string | undefined;
}

const TRIES = 3;
const TRY_MS = 1_000;
const ID_COUNT = 65_536;

const NO_REPLY: DnsReply = { rcode: 'TIMEOUT', values: [], ttlSeconds: 0, leadsTo: undefined };

/** UDP, and TCP when the answer does not fit; never rejects. */
export async function ask(server: HostAndPort, name: string, type: RecordType): Promise<DnsReply> {
  const question = { name, type };
  for (let tried = 0; tried < TRIES; tried += 1) {
    const packet = await exchange(server, question);
    if (packet !== undefined) return read(packet, question);
  }
  return NO_REPLY;
}

async function exchange(server: HostAndPort, question: Question): Promise<Packet | undefined> {
  const id = randomInt(ID_COUNT);
  const packet = await overUdp(server, id, question);
  if (packet === undefined || !isTruncated(packet)) return packet;
  try {
    return await askOverTcp(server, queryPacket(id, question), TRY_MS);
  } catch {
    // Asked again, as if the datagram had been lost.
    return undefined;
  }
}

function overUdp(server: HostAndPort, id: number, question: Question): Promise<Packet | undefined> {
  const { promise, resolve } = Promise.withResolvers<Packet | undefined>();
  const socket = createSocket(isIP(server.host) === 6 ? 'udp6' : 'udp4');
  const done = (packet: Packet | undefined) => {
    clearTimeout(timer);
    socket.close();
    resolve(packet);
  };
  const timer = setTimeout(() => done(undefined), TRY_MS);
  socket.on('message', (bytes) => {
    const packet = decodePacket(bytes);
    if (packet && isAnswerTo(packet, id, question)) done(packet);
  });
  // Nobody listens there; whoever waits is told by the time-out.
  socket.on('error', () => {});
  socket.send(encode(queryPacket(id, question)), server.port, server.host);
  return promise;
}

type ReadRecord = PacketRecord & { readonly ttl?: number; readonly data: unknown };

function read(packet: Packet, { type }: Question): DnsReply {
  const { rcode = 'NOERROR' } = packet as Packet & { readonly rcode?: string };
  const records = (packet.answers ?? []) as readonly ReadRecord[];
  const wanted = records.filter((record) => record.type === type);
  const cnames = records.filter((record) => record.type === 'CNAME');
  const isWhole = wanted.length > 0 || type === 'CNAME' || cnames.length === 0;
  const [authority] = (packet.authorities ?? []) as readonly ReadRecord[];
  const ttls = (wanted.length > 0 || !authority ? records : [authority]).map(({ ttl = 0 }) => ttl);
  return {
    rcode,
    values: wanted.map(recordText),
    ttlSeconds: ttls.length === 0 ? 0 : Math.min(...ttls),
    leadsTo: isWhole || authority ? undefined : String(cnames.at(-1)?.data),
  };
}

function recordText({ type, data }: ReadRecord): string {
  if (type !== 'TXT') return String(data);
  const strings = [data].flat() as readonly (Buffer | string)[];
  return strings.map((part) => Buffer.from(part).toString('latin1')).join('');
}

interface Remembered {
  readonly values: readonly string[];
  readonly untilMs: number;
}

/** Longer chains are loops. */
const MOST_LINKS = 8;

/** Like the resolver of a client: the same answer until its TTL, in the account's time, is over. */
export class CachingResolver {
  readonly #servers: readonly HostAndPort[];
  readonly #clock: Pick<VirtualClock, 'nowMs'>;
  readonly #remembered = new Map<string, Remembered>();
  #turn = 0;

  constructor(servers: readonly HostAndPort[], clock: Pick<VirtualClock, 'nowMs'>) {
    this.#servers = servers;
    this.#clock = clock;
  }

  /** The first value; `undefined` when there is none, or nobody says. */
  async resolve(name: string, type: RecordType): Promise<string | undefined> {
    return (await this.values(name, type))[0];
  }

  async values(name: string, type: RecordType): Promise<readonly string[]> {
    const key = `${name} ${type}`;
    const known = this.#remembered.get(key);
    if (known && this.#clock.nowMs() < known.untilMs) return known.values;
    const { values, ttlSeconds } = await this.#find(name, type);
    if (ttlSeconds > 0) {
      this.#remembered.set(key, { values, untilMs: this.#clock.nowMs() + ttlSeconds * 1000 });
    }
    return values;
  }

  async #find(name: string, type: RecordType, links = 0): Promise<DnsReply> {
    const reply = await this.#askAny(name, type);
    if (reply.leadsTo === undefined || links === MOST_LINKS) return reply;
    const rest = await this.#find(reply.leadsTo, type, links + 1);
    return { ...rest, ttlSeconds: Math.min(reply.ttlSeconds, rest.ttlSeconds) };
  }

  /** The servers take turns; one that does not know, or does not answer, leaves it to the next. */
  async #askAny(name: string, type: RecordType): Promise<DnsReply> {
    let reply = NO_REPLY;
    for (let tried = 0; tried < this.#servers.length; tried += 1) {
      const server = this.#servers[this.#turn % this.#servers.length];
      this.#turn += 1;
      if (server === undefined) break;
      reply = await ask(server, name, type);
      if (reply.rcode === 'NOERROR' || reply.rcode === 'NXDOMAIN') return reply;
    }
    return reply;
  }
}
