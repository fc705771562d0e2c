/** A server's reply to one question, worked out once: everything behind the question, in wire form. */
import { encode, type Answer as PacketRecord } from 'dns-packet';
import { type AskServer, type FoundAnswer, findAnswer, type Saying } from './find-answer.ts';
import { META_TYPES, type Query, RCODES } from './query.ts';
import { packetRecords, startOfAuthority } from './record-data.ts';
import { RECORD_TYPES } from './record-types.ts';

export interface PreparedReply {
  readonly isAuthoritative: boolean;
  /** Shares add up to 1. */
  readonly choices: readonly [Choice, ...Choice[]];
}

export interface Choice {
  readonly share: number;
  /** The same records in every order that they are given in; one is as good as the other. */
  readonly bodies: readonly [Body, ...Body[]];
}

export interface Body {
  readonly rcode: number;
  readonly answers: number;
  readonly authorities: number;
  /** Records, with the question's own name as a pointer. */
  readonly bytes: Buffer;
  /** An option for the OPT record of who asks with one. */
  readonly extendedError?: Buffer;
}

/** Fits into every datagram. */
const MOST_WHY_BYTES = 200;

/** Resolvers take the first address, so each is first as often; more orders than this are not prepared. */
const MOST_ORDERS = 16;

/** How long a client may remember that everything at once is not to be had (RFC 8482). */
const HINFO_TTL_SECONDS = 3_600;

export function prepareReply(ask: AskServer, query: Query): PreparedReply {
  if (query.type === META_TYPES.AXFR || query.type === META_TYPES.IXFR) return REFUSED_REPLY;
  try {
    return query.type === META_TYPES.ANY ? everything(ask, query) : ofType(ask, query);
  } catch (fault) {
    // The world does not guess what AWS does not promise; nor is a value sent that is none of its type.
    return errorReply(RCODES.SERVFAIL, String(fault));
  }
}

/** With nothing in it but why, for clients that can read it. */
export function errorReply(rcode: number, why?: string): PreparedReply {
  const bytes = Buffer.alloc(0);
  const error = why === undefined ? {} : { extendedError: extendedError(why) };
  const body: Body = { rcode, answers: 0, authorities: 0, bytes, ...error };
  return { isAuthoritative: false, choices: [{ share: 1, bodies: [body] }] };
}

/** EDNS option 15, "other error" (RFC 8914); `dig` shows it. */
function extendedError(why: string): Buffer {
  const text = Buffer.from(why).subarray(0, MOST_WHY_BYTES);
  const head = Buffer.alloc(6);
  head.writeUInt16BE(15, 0);
  head.writeUInt16BE(2 + text.length, 2);
  return Buffer.concat([head, text]);
}

const REFUSED_REPLY = errorReply(RCODES.REFUSED);

function ofType(ask: AskServer, query: Query): PreparedReply {
  // A type that no zone can hold is answered by a CNAME all the same.
  const type = RECORD_TYPES.get(query.type) ?? 'CNAME';
  const followsCname = RECORD_TYPES.get(query.type) !== 'CNAME';
  const found = findAnswer(ask, query.name, type, followsCname);
  if (found === undefined) return REFUSED_REPLY;
  return authoritative(
    found.sayings.map((saying) => ({
      share: saying.share,
      bodies: bodiesOf(ask, query.name, found.zone, saying),
    })),
  );
}

/** Not everything at once (RFC 8482), only that there is something. */
function everything(ask: AskServer, query: Query): PreparedReply {
  const found = findAnswer(ask, query.name, 'TXT', false);
  if (found === undefined) return REFUSED_REPLY;
  if (found.sayings[0]?.end === 'nxdomain') return ofType(ask, query);
  const data = { cpu: 'RFC8482', os: '' };
  const hinfo = { name: query.name, type: 'HINFO', ttl: HINFO_TTL_SECONDS, data } as const;
  const bytes = wire(hinfo, query.name);
  return authoritative([
    { share: 1, bodies: [{ rcode: RCODES.NOERROR, answers: 1, authorities: 0, bytes }] },
  ]);
}

function authoritative(choices: readonly Choice[]): PreparedReply {
  return { isAuthoritative: true, choices: choices as [Choice, ...Choice[]] };
}

function bodiesOf(
  ask: AskServer,
  name: string,
  zone: FoundAnswer['zone'],
  { chain, end }: Saying,
): Choice['bodies'] {
  const sets = chain.map(({ owner, outcome }) =>
    packetRecords(owner, outcome).map((record) => wire(record, name)),
  );
  const authority = end === 'answer' ? [] : [wire(negativeAuthority(ask, zone.name), name)];
  const rcode = end === 'nxdomain' ? RCODES.NXDOMAIN : RCODES.NOERROR;
  const last = sets.at(-1) ?? [];
  const before = sets.slice(0, -1).flat();
  const orders = Math.max(1, Math.min(last.length, MOST_ORDERS));
  const bodies = Array.from({ length: orders }, (_, first): Body => {
    const turned = [...last.slice(first), ...last.slice(0, first)];
    const bytes = Buffer.concat([...before, ...turned, ...authority]);
    const answers = before.length + last.length;
    return { rcode, answers, authorities: authority.length, bytes };
  });
  return bodies as [Body, ...Body[]];
}

/** The zone's SOA record, to be remembered as long as a "no" may be (RFC 2308). */
function negativeAuthority(ask: AskServer, zoneName: string): PacketRecord {
  const { answer } = ask(zoneName, 'SOA');
  const outcome = answer?.kind === 'answer' ? answer.outcomes[0] : undefined;
  const value = outcome?.set.ResourceRecords?.[0]?.Value;
  if (outcome === undefined || value === undefined)
    throw new Error(`${zoneName} has no SOA record`);
  const data = startOfAuthority(value);
  return { name: zoneName, type: 'SOA', ttl: Math.min(outcome.ttlSeconds, data.minimum), data };
}

const HEADER_BYTES = 12;
/** To the question's name, which begins right behind the header. */
const POINTER = Buffer.from([0xc0, HEADER_BYTES]);

/** The question's own name is written as a pointer, so that it comes back in the case in which it was asked. */
function wire(record: PacketRecord, questionName: string): Buffer {
  const isQuestions = record.name === questionName;
  const named = isQuestions ? { ...record, name: '.' } : record;
  const bytes = encode({ type: 'response', answers: [named as PacketRecord] }).subarray(
    HEADER_BYTES,
  );
  // The root is one octet.
  return isQuestions ? Buffer.concat([POINTER, bytes.subarray(1)]) : bytes;
}
