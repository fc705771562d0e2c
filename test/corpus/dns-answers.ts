/** Corpus R, as far as it is DNS: what the zone's name servers may say of witnesses and answer. */
import type { Answer, Packet } from 'dns-packet';
import type { DnsAnswer } from '../adapters/dns-stub.ts';
import { outcomeOf, wiredScene } from './aws-answers.ts';
import { type CorpusCase, numbered } from './corpus-case.ts';

type Said = DnsAnswer | 'silence' | ((query: Packet) => DnsAnswer);

/** That name is answered so, every other one as the account would. */
async function see(name: RegExp, said: Said): Promise<string> {
  const scene = await wiredScene();
  const seen = await scene.pass({
    dns: (query) => {
      if (!name.test(query.questions?.[0]?.name ?? '')) return scene.dnsAnswer(query);
      return typeof said === 'function' ? said(query) : said;
    },
  });
  return outcomeOf(seen);
}

const PRIMARY = /^_switchback-primary\./;
const HOLD = /^_switchback-hold\./;
const SHOP = /^shop\./;

function txt(...values: readonly string[]) {
  return ({ questions }: Packet): DnsAnswer => ({
    answers: values.map(
      (data): Answer => ({
        name: questions?.[0]?.name ?? '',
        type: 'TXT',
        ttl: 60,
        data,
      }),
    ),
  });
}

function addresses(...values: readonly string[]) {
  return ({ questions }: Packet): DnsAnswer => ({
    answers: values.map(
      (data): Answer => ({
        name: questions?.[0]?.name ?? '',
        type: 'A',
        ttl: 60,
        data,
      }),
    ),
  });
}

type Row = readonly [string, string, RegExp, Said, string, string?];

const ROWS: readonly Row[] = [
  ['+', 'nothing wrong: what the others are compared with', /^$/, 'silence', 'moves'],
  ['R28', 'SERVFAIL', PRIMARY, { rcode: 'SERVFAIL' }, 'H'],
  ['R28', 'NXDOMAIN', PRIMARY, { rcode: 'NXDOMAIN' }, 'H'],
  ['R28', 'no answers', PRIMARY, {}, 'H'],
  ['+', 'refused', PRIMARY, { rcode: 'REFUSED' }, 'H'],
  ['+', 'silence', PRIMARY, 'silence', 'H'],
  [
    '+',
    'healthy, from a cache',
    PRIMARY,
    (query) => ({ ...txt('healthy')(query), authoritative: false }),
    'H',
  ],
  ['+', 'HEALTHY', PRIMARY, txt('HEALTHY'), 'H'],
  ['+', 'healthy and a blank', PRIMARY, txt('healthy '), 'H'],
  ['+', 'both words', PRIMARY, txt('healthy', 'unhealthy'), 'H'],
  ['+', 'twice the same word', PRIMARY, txt('healthy', 'healthy'), 'H'],
  ['+', 'an empty text', PRIMARY, txt(''), 'H'],
  ['+', '250 letters', PRIMARY, txt('h'.repeat(250)), 'H'],
  ['+', 'a text that steers a terminal', PRIMARY, txt('\u001b[2Jhealthy'), 'H'],
  ['+', 'on, in the place of healthy', PRIMARY, txt('on'), 'H'],
  ['+', 'an address in the place of a text', PRIMARY, addresses('192.0.2.10'), 'H'],
  ['+', 'the switch: no answers', HOLD, {}, 'moves', 'it was seen off before the first stage'],
  [
    '+',
    'the service: an address of nobody',
    SHOP,
    addresses('203.0.113.66'),
    'moves',
    'the witness decides',
  ],
  [
    '+',
    'the service: both addresses',
    SHOP,
    addresses('192.0.2.10', '198.51.100.20'),
    'moves',
    'the witness decides',
  ],
  ['+', 'everything: SERVFAIL', /./, { rcode: 'SERVFAIL' }, 'H'],
  ['+', 'everything: silence', /./, 'silence', 'H'],
  ['+', 'nothing wrong, after all of these', /^$/, 'silence', 'moves'],
];

export const DNS_CASES: readonly CorpusCase[] = numbered('Rd', ROWS).map(
  ([id, [, what, name, said, expected, why]]) => ({
    id,
    what,
    expected,
    ...(why !== undefined && { why }),
    see: () => see(name, said),
  }),
);
