/** Corpus C: what may stand in `services.yml`, and what a deployed configuration may find around it. */
import { stringify } from 'yaml';
import { FUNCTION_TIMEOUT_MS } from '../../src/core/limits.ts';
import { TIMEOUT_SECONDS } from '../../src/infrastructure/functions.ts';
import { exampleWith } from '../config/example.ts';
import { OWN_CONFIGURATION } from './configuration-own.ts';
import { type CorpusCase, numbered } from './corpus-case.ts';
import {
  BASE,
  type ConfigurationRow,
  HOME,
  judge,
  loaded,
  put,
  READINESS,
  SHOP,
  TEXT,
  text,
  wired,
} from './judging.ts';

const probe = (host: string) => put(READINESS, [{ http: `http://${host}/` }]);
const opened = (host: string, range: string) => () => {
  const root = exampleWith(`${SHOP}.probeRanges`, [range]);
  (root.services as { shop: { secondary: { readiness?: unknown } } }).shop.secondary.readiness = [
    { http: `http://${host}/` },
  ];
  return judge(root);
};

const AT = 'X(secondary.readiness[0].http)';
const NO_FIELD = 'there is no such field';

const HOSTS: readonly string[] = [
  '127.0.0.1',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '127.1',
  '0',
  '[::1]',
  '[::ffff:7f00:1]',
  '169.254.169.254',
  '169.254.170.2',
  '[fd00:ec2::254]',
  '[64:ff9b::a9fe:a9fe]',
  '10.0.0.1',
  '100.64.0.1',
  'localhost.',
];

const ROWS: readonly ConfigurationRow[] = [
  ['C1', 'no file', () => loaded('no-such-file.yml'), 'X()'],
  [
    'C1',
    'no table in the environment',
    () => wired({ ...HOME, SWITCHBACK_TABLE: '' }),
    'X: SWITCHBACK_TABLE is not set.',
  ],
  ['C2', 'no YAML', text('services: {'), 'X()'],
  [
    'C4',
    'zone id with /hostedzone/',
    put(`${SHOP}.zone.id`, '/hostedzone/Z0123456789ABCDEFGHIJ'),
    'accepted',
  ],
  ['C5', 'zone id in lower case', put(`${SHOP}.zone.id`, 'z0123456789abcdefghij'), 'X(zone.id)'],
  ['C7', 'name outside the zone', put(`${SHOP}.name`, 'shop.example.net'), 'X(name)'],
  [
    'C8',
    'wildcard',
    put(`${SHOP}.name`, '*.example.com'),
    'X(name)',
    'no opt-in: witnesses need one name',
  ],
  ['C10', 'primary is secondary', put(`${SHOP}.secondary.A`, '203.0.113.10'), 'X(secondary.A)'],
  [
    'C11',
    'CNAME at the apex',
    text(stringify(cnames('example.com'))),
    'X(primary.CNAME, secondary.CNAME)',
  ],
  [
    'C13',
    'stages that fall',
    put(`${SHOP}.failback`, { stages: [50, 10, 100] }),
    'X(failback.stages[1])',
  ],
  [
    'C14',
    'stages that end at 50',
    put(`${SHOP}.failback`, { stages: [10, 50] }),
    'X(failback.stages[1])',
  ],
  ['C16', 'bake shorter than the TTL', put(`${SHOP}.ttl`, '10m'), 'X(failback.bake)'],
  ['C17', 'TTL 0', put(`${SHOP}.ttl`, '0s'), 'X(ttl)'],
  ['C17', 'TTL 172801', put(`${SHOP}.ttl`, '172801s'), 'X(ttl)'],
  [
    'C19',
    'a lease shorter than the function',
    () => `${judge(exampleWith('lease', '10s'))} ${TIMEOUT_SECONDS * 1000 - FUNCTION_TIMEOUT_MS}`,
    'X(lease) 0',
    'no lease: time-out and dead pass are one number',
  ],
  [
    'C20',
    'k of n with k > n',
    put(`${SHOP}.healthCheck`, { failureThreshold: 11 }),
    'X(healthCheck.failureThreshold)',
    'Route 53 counts, to 10',
  ],
  ['C22', 'cooldown 0', put(`${SHOP}.cooldown`, '0s'), 'X(cooldown)'],
  ['C23', 'budget 0: only people act', put('rateBrake', { acts: 0 }), 'accepted'],
  ['C23', 'budget 11', put('rateBrake', { acts: 11 }), 'accepted', 'fifty services may need it'],
  ['C23', 'budget 101', put('rateBrake', { acts: 101 }), 'X(rateBrake.acts)'],
  ...HOSTS.map(
    (host, at): ConfigurationRow => [`C${25 + at}`, `probe of ${host}`, probe(host), AT],
  ),
  [
    'C40',
    'a name that resolves to a private address',
    () => judge(exampleWith(READINESS, [{ http: 'https://internal.example.net/' }])),
    'accepted',
    'judged when it is resolved, at each probe: R+',
  ],
  [
    'C25',
    'loopback that probeRanges opens',
    opened('127.0.0.1', '127.0.0.0/8'),
    'accepted',
    'design: only where the range is named',
  ],
  ['C37', 'private that probeRanges opens', opened('10.0.0.1', '10.0.0.0/8'), 'accepted'],
  ['+', 'a range that opens everything', opened('10.0.0.1', '0.0.0.0/0'), 'X(probeRanges[0])'],
  ['C41', 'credentials in a URL', put(READINESS, [{ http: 'https://u:p@a.example.net/' }]), AT],
  ...['file:///etc/passwd', 'gopher://a.example.net/', 'data:text/plain,ok', 'javascript:1'].map(
    (http): ConfigurationRow => ['C43', http, put(READINESS, [{ http }]), AT],
  ),
  [
    'C44',
    'a header with CR LF',
    put(READINESS, [{ http: 'https://a.example.net/', headers: { a: 'b\r\nc' } }]),
    'X(secondary.readiness[0].headers)',
    NO_FIELD,
  ],
  [
    'C44',
    'a host with CR LF',
    put(`${SHOP}.healthCheck`, { host: 'a\r\nX: y' }),
    'X(healthCheck.host)',
  ],
  [
    'C46',
    'a topic of another Region',
    put('notify', [{ topic: 'arn:aws:sns:eu-west-1:1:t' }]),
    'X(notify[0].topic)',
    'the stack has its own topic',
  ],
  [
    'C47',
    'an alarm where Route 53 cannot follow',
    put(`${SHOP}.primary.unhealthyWhen`, [{ alarm: 'a', region: 'cn-north-1' }]),
    'X(primary.unhealthyWhen[0].region)',
    'alarms on health checks are made by us, in us-east-1',
  ],
  ['C49', 'mode misspelt', put(`${SHOP}.mode`, 'atuo'), 'X(mode)'],
  [
    'C50',
    'a newer format of the file',
    put('schemaVersion', 2),
    'X(schemaVersion)',
    'no such field; of states see R+',
  ],
  ['C55', 'a byte order mark', text(`\uFEFF${TEXT}`), 'accepted'],
  ['C55', 'CR LF', text(TEXT.replaceAll('\n', '\r\n')), 'accepted'],
  ['C55', 'tabs', text(TEXT.replaceAll('  ', '\t')), 'X()', 'YAML 1.2 has no tabs there'],
  ['C56', '10 000 services', () => judge({ services: many(10_000) }), 'X(services)'],
];

function cnames(name: string): unknown {
  const side = (region: string, CNAME: string) => ({ region, CNAME });
  const primary = side('ap-northeast-1', 'a.example.net');
  const secondary = side('us-west-2', 'b.example.net');
  return { services: { shop: { ...BASE, name, primary, secondary } } };
}

function many(count: number): object {
  const ids = Array.from({ length: count }, (_, at) => `s${at}`);
  return Object.fromEntries(ids.map((id) => [id, {}]));
}

export const CONFIGURATION_CASES: readonly CorpusCase[] = numbered('C', [
  ...ROWS,
  ...OWN_CONFIGURATION,
]).map(([id, [, what, act, expected, why]]) => ({
  id,
  what,
  expected,
  ...(why !== undefined && { why }),
  see: async () => act(),
}));
