/** A record set's values, as Route 53 spells them, in the form in which `dns-packet` writes them. */
import { hash } from 'node:crypto';
import type { Answer as PacketRecord } from 'dns-packet';
import type { Outcome } from '../../route53/answer.ts';
import type { RecordType } from '../../route53/record-set.ts';

/** Records with that owner. Throws for a value that is none of its type. */
export function packetRecords(
  owner: string,
  { set, ttlSeconds }: Pick<Outcome, 'set' | 'ttlSeconds'>,
): readonly PacketRecord[] {
  const { Type, AliasTarget, ResourceRecords = [] } = set;
  const values = AliasTarget
    ? resourceAddresses(AliasTarget.DNSName, Type)
    : ResourceRecords.map(({ Value }) => Value);
  return values.map(
    (value) =>
      ({ name: owner, type: Type, ttl: ttlSeconds, data: dataOf(Type, value) }) as PacketRecord,
  );
}

function dataOf(type: RecordType, value: string): unknown {
  switch (type) {
    case 'TXT':
      return characterStrings(value);
    case 'MX':
      return mailExchange(value);
    case 'SRV':
      return serviceLocation(value);
    case 'CAA':
      return authorityAllowed(value);
    case 'SOA':
      return startOfAuthority(value);
    default:
      return value;
  }
}

const QUOTED_STRING = /"((?:\\.|[^"\\])*)"/g;
const ESCAPE = /\\([0-7]{3}|.)/g;

/** One buffer each, an octet a character. */
function characterStrings(value: string): readonly Buffer[] {
  return [...value.matchAll(QUOTED_STRING)].map(([, text = '']) =>
    Buffer.from(
      text.replaceAll(ESCAPE, (_, code: string) => unescaped(code)),
      'latin1',
    ),
  );
}

function unescaped(code: string): string {
  return code.length === 1 ? code : String.fromCharCode(Number.parseInt(code, 8));
}

function mailExchange(value: string) {
  const [preference, exchange = ''] = value.split(/\s+/);
  return { preference: Number(preference), exchange };
}

function serviceLocation(value: string) {
  const [priority, weight, port, target = ''] = value.split(/\s+/);
  return { priority: Number(priority), weight: Number(weight), port: Number(port), target };
}

function authorityAllowed(value: string) {
  const [, flags, tag = '', said = ''] = /^(\d+)\s+(\S+)\s+"?(.*?)"?$/.exec(value) ?? [];
  return { flags: Number(flags), tag, value: said };
}

export interface StartOfAuthority {
  readonly mname: string;
  readonly rname: string;
  readonly serial: number;
  readonly refresh: number;
  readonly retry: number;
  readonly expire: number;
  readonly minimum: number;
}

export function startOfAuthority(value: string): StartOfAuthority {
  const [mname = '', rname = '', ...numbers] = value.split(/\s+/);
  const [serial = 0, refresh = 0, retry = 0, expire = 0, minimum = 0] = numbers.map(Number);
  return { mname, rname, serial, refresh, retry, expire, minimum };
}

/**
 * Addresses of an AWS resource that an alias leads to. There is none on this machine, so these are from the ranges for
 * documentation and benchmarks: always the same for the same resource, and nobody's.
 */
function resourceAddresses(dnsName: string, type: RecordType): readonly string[] {
  const [one = 0, other = 0] = hash('sha256', dnsName, 'buffer');
  return type === 'AAAA'
    ? [`2001:db8::${one.toString(16)}:${other.toString(16)}`]
    : [`198.18.${one}.${other}`];
}
