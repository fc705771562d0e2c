/** Rules about what a side's records hold. */
import type { AddressType, RecordTarget, Service } from '../core/service.ts';
import { quote } from './faults.ts';
import { forEachSide, type Rule, refuseIf, type SideSubject } from './rule.ts';
import type { Finding } from './shape.ts';

/** Hosted zone id of every CloudFront distribution (Route 53 API, `AliasTarget`). */
const CLOUDFRONT_ZONE_ID = 'Z2FDTNDATAQYW2';

/** `ResourceRecord` elements in one change batch; an UPSERT counts twice (Route 53 quotas, "Maximums on ChangeResourceRecordSets"). */
const MAX_BATCH_RECORDS = 1000;

const TARGET_KEYS = ['A', 'AAAA', 'CNAME', 'alias'] as const;

const hasOneKindOfTarget = ({ input }: SideSubject): readonly Finding[] => {
  const given = TARGET_KEYS.filter((key) => input[key] !== undefined);
  const alone = given.includes('alias') || given.includes('CNAME');
  return [
    ...refuseIf(given.length === 0, [], 'no target', 'A and AAAA, or CNAME, or alias'),
    ...refuseIf(
      alone && given.length > 1,
      [given.includes('alias') ? 'alias' : 'CNAME'],
      given.join(' and '),
      'A and AAAA, or CNAME alone, or alias alone',
    ),
  ];
};

const namesItsRegion = ({ draft }: SideSubject): readonly Finding[] =>
  refuseIf(
    draft.region === undefined,
    ['region'],
    'nothing',
    'the Region of this side, here or in defaults',
  );

const hasNoCnameAtTheApex = ({ draft, service }: SideSubject): readonly Finding[] =>
  refuseIf(
    typesOf(draft.target).includes('CNAME') &&
      service.names.some((name) => name === service.zone?.name),
    ['CNAME'],
    `a CNAME at ${service.zone?.name}, the top of the zone`,
    'A, AAAA or alias there: DNS has no CNAME beside SOA and NS',
  );

const pointsElsewhere = ({ draft, service }: SideSubject): readonly Finding[] => {
  const target = draft.target?.kind === 'alias' ? draft.target.dnsName : cnameOf(draft.target);
  const path = draft.target?.kind === 'alias' ? ['alias', 'name'] : ['CNAME'];
  return refuseIf(
    target !== undefined && service.names.includes(target),
    path,
    `${quote(target)}, a name of this service`,
    'a name that leads elsewhere: this one would answer itself',
  );
};

const hasEachValueOnce = ({ draft }: SideSubject): readonly Finding[] =>
  valuesOf(draft.target).flatMap(({ type, value, index, before }) =>
    refuseIf(before.includes(value), [type, index], `${quote(value)} once more`, 'each value once'),
  );

export const TARGET_RULES: readonly Rule[] = [
  ...forEachSide(['A', 'AAAA', 'CNAME', 'alias'], hasOneKindOfTarget),
  ...forEachSide(['region'], namesItsRegion),
  ...forEachSide(['CNAME', 'alias', '/zone', '/name', '/names'], hasNoCnameAtTheApex),
  ...forEachSide(['CNAME', 'alias', '/name', '/names'], pointsElsewhere),
  ...forEachSide(['A', 'AAAA', 'alias'], hasEachValueOnce),
  {
    reads: ['primary.region', 'secondary.region'],
    check: ({ draft: { primary, secondary } }) =>
      refuseIf(
        primary.region !== undefined && primary.region === secondary.region,
        ['secondary', 'region'],
        `${quote(secondary.region)}, the primary's Region`,
        'another Region: what takes the Region down would take both sides',
      ),
  },
  {
    reads: ['primary', 'secondary'],
    check: ({ draft: { primary, secondary } }) => {
      const [here, there] = [typesOf(primary.target), typesOf(secondary.target)];
      return refuseIf(
        here.length > 0 && there.length > 0 && here.join() !== there.join(),
        ['secondary'],
        `${there.join(' and ')} here, ${here.join(' and ')} on the primary`,
        'the same record types on both sides',
      );
    },
  },
  {
    reads: ['primary', 'secondary'],
    check: ({ draft: { primary, secondary } }) => {
      const onPrimary = new Set(valuesOf(primary.target).map(({ value }) => value));
      return valuesOf(secondary.target)
        .filter(({ value }) => onPrimary.has(value))
        .map(({ path, value }) => ({
          path: ['secondary', ...path],
          found: `${quote(value)}, which is on the primary as well`,
          allowed: 'targets that only this side has',
        }));
    },
  },
  {
    reads: ['primary.alias', 'secondary.alias', 'ttl'],
    check: ({ draft: { primary, secondary, ttlSeconds } }) =>
      refuseIf(
        ttlSeconds !== 60 && [primary, secondary].some(({ target }) => target?.kind === 'alias'),
        ['ttl'],
        `${ttlSeconds} s beside an alias`,
        '60s: an alias brings its own TTL, and 60 s is that of a load balancer',
      ),
  },
  {
    reads: ['primary.alias', 'secondary.alias'],
    check: ({ draft: { primary, secondary } }) =>
      refuseIf(
        [primary, secondary].every(({ target }) => isCloudFront(target)),
        ['secondary', 'alias'],
        'CloudFront on both sides',
        'CloudFront on one side at most: two distributions cannot serve the same name',
      ),
  },
  {
    reads: ['name', 'names', 'primary', 'secondary'],
    check: ({ input, draft }) => {
      const perName = [draft.primary, draft.secondary].flatMap(({ target }) => valuesOf(target));
      const records = 2 * perName.length * draft.names.length + 1;
      return refuseIf(
        records > MAX_BATCH_RECORDS,
        [input.names ? 'names' : 'name'],
        `${draft.names.length} names with ${perName.length} values each`,
        `names times values of at most ${(MAX_BATCH_RECORDS - 2) / 2}: a change of a service is one batch`,
      );
    },
  },
];

type Target = RecordTarget | undefined;

function typesOf(target: Target): readonly AddressType[] {
  if (!target) return [];
  return target.kind === 'alias' ? target.types : (Object.keys(target.values) as AddressType[]);
}

function cnameOf(target: Target): string | undefined {
  return target?.kind === 'values' ? target.values.CNAME?.[0] : undefined;
}

interface TargetValue {
  readonly type: AddressType;
  readonly index: number;
  readonly path: readonly (string | number)[];
  readonly value: string;
  readonly before: readonly string[];
}

/** Every value that a side answers; an alias counts as one of each type, as it does in Route 53's limits. */
function valuesOf(target: Target): readonly TargetValue[] {
  if (target?.kind === 'alias') {
    const { dnsName, types } = target;
    return types.map((type) => ({
      type,
      index: 0,
      path: ['alias', 'name'],
      value: dnsName,
      before: [],
    }));
  }
  return Object.entries(target?.values ?? {}).flatMap(([type, values]) =>
    values.map((value, index) => ({
      type: type as AddressType,
      index,
      path: [type, index],
      value,
      before: values.slice(0, index),
    })),
  );
}

function isCloudFront(target: Service['primary']['target'] | undefined): boolean {
  return target?.kind === 'alias' && target.hostedZoneId === CLOUDFRONT_ZONE_ID;
}
