/** One name server's replies, message for message; no sockets. */
import type { Chance } from '../../world/random.ts';
import type { World } from '../../world/world.ts';
import {
  type Body,
  type Choice,
  errorReply,
  type PreparedReply,
  prepareReply,
} from './prepared-reply.ts';
import { HEADER_BYTES, isInternet, type Query, RCODES, readQuery } from './query.ts';

/** What a name server needs of the world. */
export type AnsweringWorld = Pick<
  World,
  'dnsVersion' | 'fault' | 'nameServerReply' | 'nameServers'
>;

export type Transport = 'udp' | 'tcp';

/** Without EDNS (RFC 1035), … */
const PLAIN_DATAGRAM_BYTES = 512;
/** … with it, … */
const LARGEST_DATAGRAM_BYTES = 4_096;
/** … and over TCP. */
const LARGEST_MESSAGE_BYTES = 65_535;

/** Somebody who asks for ever new names must not fill the memory. */
const MOST_KEPT = 20_000;

const FLAGS = { response: 0x8000, authoritative: 0x0400, truncated: 0x0200, recursion: 0x0100 };

export class Responder {
  /** Well-formed questions so far, answered or not. */
  questions = 0;
  readonly #world: AnsweringWorld;
  readonly #index: number;
  readonly #chance: Pick<Chance, 'share'>;
  readonly #kept = new Map<string, PreparedReply>();
  #keptVersion = -1;

  constructor(world: AnsweringWorld, index: number, chance: Pick<Chance, 'share'>) {
    this.#world = world;
    this.#index = index;
    this.#chance = chance;
  }

  /** `undefined`: nothing is said. */
  respond(message: Buffer, transport: Transport): Buffer | undefined {
    const query = readQuery(message);
    if (query === undefined) return undefined;
    const isQuestion = 'name' in query;
    if (isQuestion) this.questions += 1;
    const fault = this.#world.fault('nameServers');
    if (fault === 'silence' || fault === 'answer-lost') return undefined;
    if (!isQuestion) return refusal(message, query.rcode);
    const reply = fault === 'error' ? errorReply(RCODES.SERVFAIL) : this.#replyTo(query);
    return this.#written(message, query, reply, transport);
  }

  #replyTo(query: Query): PreparedReply {
    if (query.edns !== undefined && query.edns.version > 0) return errorReply(RCODES.BADVERS);
    if (!isInternet(query)) return errorReply(RCODES.REFUSED);
    const version = this.#world.dnsVersion;
    if (version !== this.#keptVersion || this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#keptVersion = version;
    const key = `${query.type} ${query.name}`;
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const ask: Parameters<typeof prepareReply>[0] = (name, type) =>
      this.#world.nameServerReply(this.#index, name, type);
    const made = prepareReply(ask, query);
    this.#kept.set(key, made);
    return made;
  }

  #written(message: Buffer, query: Query, reply: PreparedReply, transport: Transport): Buffer {
    const body = this.#draw(this.#drawChoice(reply).bodies);
    const wholeBytes = query.endsAt + body.bytes.length + (query.edns ? optBytes(body) : 0);
    const isCut = wholeBytes > largest(query, transport);
    return write(message, query, {
      body: isCut ? { ...body, answers: 0, authorities: 0, bytes: NOTHING } : body,
      flags: (reply.isAuthoritative ? FLAGS.authoritative : 0) | (isCut ? FLAGS.truncated : 0),
    });
  }

  #drawChoice({ choices }: PreparedReply): Choice {
    if (choices.length === 1) return choices[0];
    let left = this.#chance.share();
    for (const choice of choices) {
      left -= choice.share;
      if (left < 0) return choice;
    }
    return choices.at(-1) ?? choices[0];
  }

  #draw(bodies: Choice['bodies']): Body {
    if (bodies.length === 1) return bodies[0];
    return bodies[Math.floor(this.#chance.share() * bodies.length)] ?? bodies[0];
  }
}

const NOTHING = Buffer.alloc(0);
const OPT_BYTES = 11;
const DNSSEC_FLAG = 0x8000;

function optBytes({ extendedError }: Body): number {
  return OPT_BYTES + (extendedError?.length ?? 0);
}

function largest({ edns }: Query, transport: Transport): number {
  if (transport === 'tcp') return LARGEST_MESSAGE_BYTES;
  const wanted = edns?.payloadBytes ?? PLAIN_DATAGRAM_BYTES;
  return Math.min(Math.max(wanted, PLAIN_DATAGRAM_BYTES), LARGEST_DATAGRAM_BYTES);
}

/** Header, the question as it came, records, and EDNS where it was used. */
function write(
  message: Buffer,
  { endsAt, edns }: Query,
  { body, flags }: { body: Body; flags: number },
): Buffer {
  const bodyEnd = endsAt + body.bytes.length;
  const written = Buffer.allocUnsafe(bodyEnd + (edns ? optBytes(body) : 0));
  message.copy(written, 0, 0, endsAt);
  const asked = message.readUInt16BE(2) & FLAGS.recursion;
  written.writeUInt16BE(FLAGS.response | asked | flags | (body.rcode & 0xf), 2);
  written.writeUInt16BE(body.answers, 6);
  written.writeUInt16BE(body.authorities, 8);
  written.writeUInt16BE(edns ? 1 : 0, 10);
  body.bytes.copy(written, endsAt);
  if (edns) {
    written.writeUInt8(0, bodyEnd);
    written.writeUInt16BE(41, bodyEnd + 1);
    written.writeUInt16BE(LARGEST_DATAGRAM_BYTES, bodyEnd + 3);
    written.writeUInt8(body.rcode >> 4, bodyEnd + 5);
    written.writeUInt8(0, bodyEnd + 6);
    written.writeUInt16BE(edns.wantsDnssec ? DNSSEC_FLAG : 0, bodyEnd + 7);
    written.writeUInt16BE(body.extendedError?.length ?? 0, bodyEnd + 9);
    body.extendedError?.copy(written, bodyEnd + OPT_BYTES);
  }
  return written;
}

/** Of a message that asks nothing: its header, and nothing else. */
function refusal(message: Buffer, rcode: number): Buffer {
  const written = Buffer.alloc(HEADER_BYTES);
  message.copy(written, 0, 0, 2);
  const opcodeAndRecursion = message.readUInt16BE(2) & 0x7900;
  written.writeUInt16BE(FLAGS.response | opcodeAndRecursion | rcode, 2);
  return written;
}
