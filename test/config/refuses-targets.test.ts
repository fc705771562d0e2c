import { type Row, refusing } from './refusing.ts';

const SHOP = 'services.shop';
const tokyo = (target: object) => ({ region: 'ap-northeast-1', ...target });
const CLOUDFRONT = { name: 'd1.cloudfront.net', zoneId: 'Z2FDTNDATAQYW2' };

const TARGETS: readonly Row[] = [
  ['no primary', `${SHOP}.primary`, undefined, '', 'A and AAAA, or CNAME, or alias'],
  ['no target', `${SHOP}.primary`, tokyo({}), '', 'no target'],
  ['no Region', `${SHOP}.primary.region`, undefined, '', 'the Region of this side'],
  [
    'the same Region on both sides',
    `${SHOP}.secondary.region`,
    'ap-northeast-1',
    '',
    'another Region',
  ],
  [
    'the same target on both sides',
    `${SHOP}.secondary.A`,
    '203.0.113.10',
    '',
    'on the primary as well',
  ],
  [
    'a shared value among others',
    `${SHOP}.secondary.A`,
    ['198.51.100.10', '203.0.113.10'],
    `${SHOP}.secondary.A[1]`,
    'on the primary as well',
  ],
  [
    'a value twice',
    `${SHOP}.primary.A`,
    ['203.0.113.10', '203.0.113.10'],
    `${SHOP}.primary.A[1]`,
    'each value once',
  ],
  ['an empty list of values', `${SHOP}.primary.A`, [], '', 'an IPv4 address or a list'],
  [
    'a type on one side only',
    `${SHOP}.secondary.AAAA`,
    '2001:db8::1',
    `${SHOP}.secondary`,
    'the same record types',
  ],
  ['IPv6 in A', `${SHOP}.primary.A`, '2001:db8::1', '', 'an IPv4 address'],
  ['IPv4 in AAAA', `${SHOP}.primary.AAAA`, '203.0.113.10', '', 'an IPv6 address'],
  ['a zone index', `${SHOP}.primary.AAAA`, 'fe80::1%eth0', '', 'an IPv6 address'],
  ['a name in A', `${SHOP}.primary.A`, 'tokyo.example.net', '', 'an IPv4 address'],
  ['a short form of IPv4', `${SHOP}.primary.A`, '203.0.10', '', 'an IPv4 address'],
  ['a leading zero', `${SHOP}.primary.A`, '203.0.113.010', '', 'an IPv4 address'],
  [
    'a bad entry of a list',
    `${SHOP}.primary.A`,
    ['203.0.113.10', 7],
    `${SHOP}.primary.A[1]`,
    'an IPv4 address',
  ],
  ['a misspelt type', `${SHOP}.primary.Cname`, 'a.example.net', '', 'did you mean CNAME'],
  ['a CNAME beside values', `${SHOP}.primary.CNAME`, 'tokyo.example.net', '', 'CNAME alone'],
  ['an alias beside values', `${SHOP}.primary.alias`, CLOUDFRONT, '', 'alias alone'],
  [
    'an address for a CNAME',
    `${SHOP}.primary`,
    tokyo({ CNAME: '203.0.113.10' }),
    `${SHOP}.primary.CNAME`,
    'a DNS name',
  ],
  [
    'an alias without a zone id',
    `${SHOP}.primary`,
    tokyo({ alias: { name: 'lb.example.net' } }),
    `${SHOP}.primary.alias.zoneId`,
    'the id of a hosted zone',
  ],
  [
    'an alias of another type',
    `${SHOP}.primary`,
    tokyo({ alias: { ...CLOUDFRONT, types: ['CNAME'] } }),
    `${SHOP}.primary.alias.types[0]`,
    'A or AAAA',
  ],
  [
    'an alias to the service itself',
    `${SHOP}.primary`,
    tokyo({ alias: { name: 'shop.example.com', zoneId: 'Z0123456789' } }),
    `${SHOP}.primary.alias.name`,
    'answer itself',
  ],
  [
    'a CNAME to the service itself',
    `${SHOP}.primary`,
    tokyo({ CNAME: 'Shop.example.com.' }),
    `${SHOP}.primary.CNAME`,
    'answer itself',
  ],
  [
    'an alias that checkers cannot resolve',
    `${SHOP}.primary`,
    tokyo({ alias: { ...CLOUDFRONT, types: ['AAAA'] } }),
    `${SHOP}.primary.alias.types`,
    'by IPv4 alone',
  ],
  ['a TTL of 0', `${SHOP}.ttl`, '0s', '', '1s to 2d'],
  ['a TTL above two days', `${SHOP}.ttl`, '172801s', '', '1s to 2d'],
  ['a TTL without a unit', `${SHOP}.ttl`, 60, '', 'did you mean 60s'],
  ['a unit that is none', `${SHOP}.ttl`, '1w', '', 'a duration'],
  ['a negative TTL', `${SHOP}.ttl`, '-60s', '', 'a duration'],
  ['a fraction of a TTL', `${SHOP}.ttl`, '1.5m', '', 'a duration'],
  [
    'more values than a batch holds',
    `${SHOP}.primary.A`,
    Array.from({ length: 250 }, (_, n) => `203.0.113.${n}`).concat(
      Array.from({ length: 250 }, (_, n) => `192.0.2.${n}`),
    ),
    `${SHOP}.name`,
    'one batch',
  ],
];

refusing('targets', TARGETS);
