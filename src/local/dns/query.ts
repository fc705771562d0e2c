/** What a datagram asks, read by hand: it is the one thing that is done for every question. */

/** RFC 1035, 2136, 6891. */
export const RCODES = {
  NOERROR: 0,
  FORMERR: 1,
  SERVFAIL: 2,
  NXDOMAIN: 3,
  NOTIMP: 4,
  REFUSED: 5,
  /** Of an EDNS version that is not known; its upper bits stand in the OPT record. */
  BADVERS: 16,
} as const;

/** `QTYPE`s that are more than the type of a record. */
export const META_TYPES = { OPT: 41, IXFR: 251, AXFR: 252, ANY: 255 } as const;

export interface Edns {
  /** The largest datagram that the client takes. */
  readonly payloadBytes: number;
  readonly version: number;
  /** `DO`: the client can read signatures. */
  readonly wantsDnssec: boolean;
}

export interface Query {
  /** Lower case, no dot at its end; what no plain name has is escaped as Route 53 does it (`\052`). */
  readonly name: string;
  readonly type: number;
  readonly class: number;
  /** Where the question ends, which begins behind the header. */
  readonly endsAt: number;
  readonly edns: Edns | undefined;
}

/** `undefined` is not worth an answer: no DNS header, or itself an answer. */
export type QueryReading = Query | { readonly rcode: number } | undefined;

export const HEADER_BYTES = 12;
const IN_CLASS = 1;
const ANY_CLASS = 255;
const MAX_LABEL_BYTES = 63;
const MAX_NAME_BYTES = 255;

export function readQuery(message: Buffer): QueryReading {
  if (message.length < HEADER_BYTES) return undefined;
  const flags = message.readUInt16BE(2);
  const isAnswer = (flags & 0x8000) !== 0;
  if (isAnswer) return undefined;
  if ((flags & 0x7800) !== 0) return { rcode: RCODES.NOTIMP };
  if (message.readUInt16BE(4) !== 1) return { rcode: RCODES.FORMERR };
  return readQuestion(message) ?? { rcode: RCODES.FORMERR };
}

/** `undefined` where the message ends too early or is none. */
function readQuestion(message: Buffer): Query | undefined {
  const nameEnd = nameEndAt(message, HEADER_BYTES);
  if (nameEnd === undefined || nameEnd + 4 > message.length) return undefined;
  const endsAt = nameEnd + 4;
  const edns = readEdns(message, endsAt);
  if (edns === 'broken') return undefined;
  return {
    name: nameText(message),
    type: message.readUInt16BE(nameEnd),
    class: message.readUInt16BE(nameEnd + 2),
    endsAt,
    edns,
  };
}

export function isInternet(query: Query): boolean {
  return query.class === IN_CLASS || query.class === ANY_CLASS;
}

/** Behind the name's last octet. No question has compression: there is nothing before it to point at. */
function nameEndAt(message: Buffer, from: number): number | undefined {
  let at = from;
  for (;;) {
    const length = message[at];
    if (length === undefined || length > MAX_LABEL_BYTES) return undefined;
    at += 1 + length;
    if (length === 0) return at - from > MAX_NAME_BYTES ? undefined : at;
  }
}

const PLAIN_NAME = /^[a-z0-9_*.-]*$/;
const SEPARATE = /[^a-z0-9_*-]/g;

function nameText(message: Buffer): string {
  const labels: string[] = [];
  for (let at = HEADER_BYTES; message[at] !== 0; at += 1 + (message[at] ?? 0)) {
    const label = message.toString('latin1', at + 1, at + 1 + (message[at] ?? 0)).toLowerCase();
    const isPlain = PLAIN_NAME.test(label) && !label.includes('.');
    labels.push(isPlain ? label : label.replaceAll(SEPARATE, escaped));
  }
  return labels.join('.');
}

function escaped(character: string): string {
  return `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
}

/** Of a record, behind its name. */
const FIXED_BYTES = 10;

/** The OPT record, wherever it stands behind the question. */
function readEdns(message: Buffer, from: number): Edns | undefined | 'broken' {
  const records = message.readUInt16BE(6) + message.readUInt16BE(8) + message.readUInt16BE(10);
  let at = from;
  for (let record = 0; record < records; record += 1) {
    const nameEnd = recordNameEndAt(message, at);
    if (nameEnd === undefined || nameEnd + FIXED_BYTES > message.length) return 'broken';
    if (message.readUInt16BE(nameEnd) === META_TYPES.OPT) {
      return {
        payloadBytes: message.readUInt16BE(nameEnd + 2),
        version: message.readUInt8(nameEnd + 5),
        wantsDnssec: (message.readUInt16BE(nameEnd + 6) & 0x8000) !== 0,
      };
    }
    at = nameEnd + FIXED_BYTES + message.readUInt16BE(nameEnd + 8);
  }
  return undefined;
}

/** A name that may end in a pointer; where it points to does not matter here. */
function recordNameEndAt(message: Buffer, from: number): number | undefined {
  let at = from;
  for (;;) {
    const length = message[at];
    if (length === undefined) return undefined;
    if (length >= 0xc0) return at + 2;
    if (length > MAX_LABEL_BYTES) return undefined;
    at += 1 + length;
    if (length === 0) return at;
  }
}
