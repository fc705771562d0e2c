/** Corpus C beyond the failure model: what else may stand in `services.yml`. */
import {
  BASE,
  type ConfigurationRow,
  HOME,
  judge,
  put,
  SHOP,
  TEXT,
  text,
  wired,
} from './judging.ts';

export const OWN_CONFIGURATION: readonly ConfigurationRow[] = [
  ['+', 'half a surrogate in a name', put(`${SHOP}.name`, 'sh\ud800p.example.com'), 'X(name)'],
  ['+', 'a Cyrillic letter in a name', put(`${SHOP}.name`, '\u0455hop.example.com'), 'X(name)'],
  [
    '+',
    'NUL in an id',
    () => judge({ services: { 'shop\u0000': BASE } }),
    'X(services["shop\\u0000"])',
  ],
  ['+', 'a billion laughs', text(bomb()), 'X()'],
  ['+', 'an anchor inside itself', text('services: &a { shop: *a }'), 'X()'],
  [
    '+',
    'a key that reaches for the prototype',
    text(`${TEXT}__proto__: { mode: observe }\n`),
    'X()',
  ],
  ['+', 'a tag that runs code', text('services: !!js/function "x"'), 'X()'],
  ['+', 'UTF-16', text([...TEXT].join('\u0000')), 'X()'],
  ['+', 'a duration of 1e400', put(`${SHOP}.ttl`, '1e400s'), 'X(ttl)'],
  [
    '+',
    'a bake beyond every number',
    put(`${SHOP}.failback`, { bake: `${'9'.repeat(400)}d` }),
    'X(failback.bake)',
  ],
  ['+', 'mode: true', put(`${SHOP}.mode`, true), 'X(mode)'],
  [
    '+',
    'a stage of 99.999',
    put(`${SHOP}.failback`, { stages: [99.999, 100] }),
    'X(failback.stages[0])',
  ],
  [
    '+',
    'two hundred stages',
    put(`${SHOP}.failback`, { stages: Array.from({ length: 200 }, (_, at) => at) }),
    'X(failback.stages)',
  ],
  ['+', 'IPv6 with a zone index', put(`${SHOP}.primary.AAAA`, 'fe80::1%eth0'), 'X(primary.AAAA)'],
  ['+', 'an IPv4 with a leading zero', put(`${SHOP}.primary.A`, '203.0.113.010'), 'X(primary.A)'],
  ['+', 'a port of 1e9', put(`${SHOP}.healthCheck`, { port: 1e9 }), 'X(healthCheck.port)'],
  [
    '+',
    'a path with a line break',
    put(`${SHOP}.healthCheck`, { path: '/a\n/b' }),
    'X(healthCheck.path)',
  ],
  [
    '+',
    'a search string of 256',
    put(`${SHOP}.healthCheck`, { searchString: 'x'.repeat(256) }),
    'X(healthCheck.searchString)',
  ],
  ['+', 'home in another partition', put('home', 'us-gov-west-1'), 'X(home)'],
  ['+', 'a stack name with a slash', put('stack', '../../x'), 'X(stack)'],
  ['+', 'force: true', put(`${SHOP}.force`, true), 'X(force)'],
  ['+', 'weights in the file', put(`${SHOP}.weights`, { primary: 300 }), 'X(weights)'],
  [
    '+',
    'deployed to another Region than home',
    () => wired({ ...HOME, AWS_REGION: 'eu-west-1' }),
    'X: AWS_REGION is eu-west-1, and the home of this configuration us-west-2.',
  ],
  [
    '+',
    'no topic in the environment',
    () => wired({ AWS_REGION: 'us-west-2', SWITCHBACK_TABLE: 't' }),
    'X: SWITCHBACK_TOPIC_ARN is not set.',
  ],
];

function bomb(): string {
  const levels = 'abcdefghi'.split('');
  return levels
    .map(
      (name, level) =>
        `${name}: &${name} [${Array(9)
          .fill(level ? `*${levels[level - 1]}` : 'x')
          .join(', ')}]`,
    )
    .join('\n');
}
