/** The leaves of `services.yml`. Each one's error text is the sentence that says what is allowed there. */
import { isIP } from 'node:net';
import * as z from 'zod';
import { isIpv6, isOpenableRange } from './addresses.ts';
import { isHostName, isRecordName } from './domain-names.ts';
import { DURATION_PATTERN, durationMs } from './duration.ts';
import { parseHostAndPort, parseNameServer, parseProbeUrl } from './endpoints.ts';
import { REGIONS } from './regions.ts';

/** A mapping with these keys and no others. */
export function mapping<Shape extends z.ZodRawShape>(shape: Shape) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? `one of ${keys}` : `a mapping of ${keys}`),
  });
}

export function choice<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, values.join(' or '));
}

export function wholeNumber(from: number, to: number, what = 'a whole number') {
  const allowed = `${what} from ${from} to ${to}`;
  return z.int(allowed).min(from, allowed).max(to, allowed);
}

export function text(from: number, to: number) {
  const allowed = `a text of ${from} to ${to} characters`;
  return z.string(allowed).min(from, allowed).max(to, allowed);
}

/** A duration between two others, both included. */
export function duration(from: string, to: string, example: string) {
  const allowed = `a duration from ${from} to ${to}, such as ${example}`;
  return z
    .string(allowed)
    .regex(DURATION_PATTERN, allowed)
    .refine((value) => isWithin(durationMs(value), durationMs(from), durationMs(to)), allowed);
}

function isWithin(value: number, from: number, to: number): boolean {
  return value >= from && value <= to;
}

function textThat(holds: (value: string) => boolean, allowed: string) {
  return z.string(allowed).refine(holds, allowed);
}

/** One value, or a list of them. */
export function oneOrMore<Value extends z.ZodType>(value: Value, allowed: string) {
  const list = z.array(value, allowed).min(1, allowed);
  return z.union([value, list], allowed);
}

export const onOff = z.boolean('true or false');

export const region = z
  .enum(REGIONS, 'a Region of AWS whose alarms Route 53 can follow, such as us-west-2')
  .meta({ id: 'region' });

export const hostName = textThat(
  isHostName,
  'a DNS name such as shop.example.com: letters, digits and hyphens, ASCII, no wildcard',
);

export const recordName = textThat(isRecordName, 'a DNS name such as lb.example.net');

export const ipv4 = textThat((value) => isIP(value) === 4, 'an IPv4 address such as 203.0.113.10');

export const ipv6 = textThat(isIpv6, 'an IPv6 address such as 2001:db8::10');

export const ipAddress = textThat(
  (value) => isIP(value) === 4 || isIpv6(value),
  'an IPv4 or IPv6 address',
);

/** With `/hostedzone/` in front, as the API and the console's URLs have it, or without. */
export const zoneId = z
  .string('the id of a hosted zone')
  .regex(
    /^(?:\/hostedzone\/)?[A-Z0-9]{2,32}$/,
    'the id of a hosted zone: 2 to 32 capitals and digits, such as Z0123456789ABCDEFGHIJ',
  );

/** ASCII control characters are what CloudWatch refuses in the name of an alarm (`PutMetricAlarm`). */
export const alarmName = textThat(
  (value) => /^[^\p{Cc}]{1,255}$/u.test(value),
  "an alarm's name: 1 to 255 characters, none of them a control character",
);

export const requestPath = textThat(
  (value) => /^\/[\x21\x22\x24-\x7e]{0,254}$/.test(value),
  'a path that begins with /, at most 255 ASCII characters, without blanks and #',
);

export const probeUrl = textThat(
  (value) => value.length <= 2048 && parseProbeUrl(value) !== undefined,
  'an http:// or https:// URL without user, password and fragment',
);

export const emailAddress = textThat(
  (value) => value.length <= 254 && /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(value),
  'an e-mail address such as team@example.com',
);

export const subscriptionUrl = textThat(
  (value) =>
    value.length <= 2048 && value.startsWith('https://') && parseProbeUrl(value) !== undefined,
  'an https:// URL without user, password and fragment',
);

export const hostAndPort = textThat(
  (value) => parseHostAndPort(value) !== undefined,
  'host:port, such as db.example.net:5432 or [2001:db8::10]:5432',
);

export const nameServer = textThat(
  (value) => value.length <= 255 && parseNameServer(value) !== undefined,
  'a name server such as ns-1.example.net, 192.0.2.53 or 127.0.0.1:5557',
);

const STATUS = /^[1-5]\d\d(?:-[1-5]\d\d)?$/;

const STATUS_SENTENCE = 'a status or a range of them, such as 200 or 200-299';

function isStatusRange(value: string): boolean {
  const [from = '', to = from] = value.split('-');
  return STATUS.test(value) && from <= to;
}

export const statusRange = z.union(
  [
    z.int(STATUS_SENTENCE).min(100, STATUS_SENTENCE).max(599, STATUS_SENTENCE),
    textThat(isStatusRange, STATUS_SENTENCE),
  ],
  STATUS_SENTENCE,
);

export const jsonPath = textThat(
  (value) =>
    value.length <= 255 &&
    /^[\w-]+(?:\.[\w-]+)*$/.test(value) &&
    !/(?:^|\.)__proto__(?:\.|$)/.test(value),
  'keys joined by dots, such as replication.lagSeconds',
);

export const percentage = textThat(
  (value) => /^\d{1,3}(?:\.\d{1,4})?%$/.test(value) && Number.parseFloat(value) <= 100,
  'a percentage from 0% to 100%, such as 5%',
);

export const probeRange = textThat(
  isOpenableRange,
  'a CIDR range inside one private, shared, loopback or link-local block, such as 10.0.0.0/8',
);
