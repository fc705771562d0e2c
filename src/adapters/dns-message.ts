/** DNS messages: one question, and what an answer to it says. */
import {
  AUTHORITATIVE_ANSWER,
  decode,
  type OptAnswer,
  type Packet,
  TRUNCATED_RESPONSE,
} from 'dns-packet';
import { settleAddress } from '../config/addresses.ts';
import { known, type Reading, unknown } from '../core/reading.ts';
import type { DnsQuestion } from '../ports.ts';

export type Question = Pick<DnsQuestion, 'name' | 'type'>;

/** Small enough for every path (RFC 9715), large enough for what the zone holds. */
const UDP_PAYLOAD_BYTES = 1232;

const EDNS: OptAnswer = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: UDP_PAYLOAD_BYTES,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
};

/** Not recursive: only the zone's own servers are asked, and only for what they hold. */
export function queryPacket(id: number, { name, type }: Question): Packet {
  const questions = [{ type, name, class: 'IN' as const }];
  return { type: 'query', id, flags: 0, questions, additionals: [EDNS] };
}

/** `undefined` for bytes that are no DNS message. */
export function decodePacket(bytes: Buffer): Packet | undefined {
  try {
    return decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whoever forges an answer must know id and question both. */
export function isAnswerTo(packet: Packet, id: number, { name, type }: Question): boolean {
  const asked = packet.questions?.[0];
  return (
    packet.type === 'response' &&
    packet.id === id &&
    asked?.type === type &&
    settled(asked.name) === settled(name)
  );
}

export function isTruncated({ flags = 0 }: Packet): boolean {
  return (flags & TRUNCATED_RESPONSE) !== 0;
}

/** The values of the asked type; empty when the name has none. */
export function readAnswer(packet: Packet, { type }: Question): Reading<readonly string[]> {
  const { rcode } = packet as Packet & { readonly rcode?: string };
  if (rcode !== 'NOERROR') return unknown(`the name server answered ${rcode}`);
  // A cache on the way would answer what was so a TTL ago.
  if (((packet.flags ?? 0) & AUTHORITATIVE_ANSWER) === 0) {
    return unknown('the answer is not authoritative');
  }
  const records = (packet.answers ?? []).filter((answer) => answer.type === type);
  return known(records.map((record) => recordValue(record as { type: string; data: unknown })));
}

function recordValue({ type, data }: { type: string; data: unknown }): string {
  if (type === 'TXT') return txtText(data);
  if (type === 'AAAA') return settleAddress(String(data));
  return type === 'CNAME' ? settled(String(data)) : String(data);
}

/** The character strings of one record on end, an octet a character. */
function txtText(data: unknown): string {
  const strings = [data].flat() as readonly (Buffer | string)[];
  return strings.map((part) => Buffer.from(part).toString('latin1')).join('');
}

function settled(name: string): string {
  return name.replace(/\.$/, '').toLowerCase();
}
