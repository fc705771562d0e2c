/** Rules about readiness checks: one kind each, and only hosts that a probe may reach. */
import { isIP } from 'node:net';
import type { ReadinessCheck } from '../core/service.ts';
import { addressKind, isReachable } from './addresses.ts';
import { settleName } from './domain-names.ts';
import { bareHost } from './endpoints.ts';
import { type Path, quote } from './faults.ts';
import { forEachSide, type Rule, refuseIf, type SideSubject } from './rule.ts';
import type { ReadinessInput } from './schema.ts';
import type { Finding } from './shape.ts';

const KINDS = ['http', 'tcp', 'alarm'] as const;

const FIELDS_OF: Readonly<Record<(typeof KINDS)[number], readonly string[]>> = {
  http: ['http', 'status', 'within', 'body', 'json'],
  tcp: ['tcp', 'within'],
  alarm: ['alarm', 'region'],
};

function isOneKind(check: ReadinessInput, path: Path): readonly Finding[] {
  const kinds = KINDS.filter((kind) => check[kind] !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    const found = kinds.length === 0 ? 'none of http, tcp, alarm' : kinds.join(' and ');
    return [{ path, found, allowed: 'one of http, tcp, alarm for each check' }];
  }
  return Object.keys(check)
    .filter((field) => !FIELDS_OF[kind].includes(field))
    .map((field) => ({
      path: [...path, field],
      found: `${field} beside ${kind}`,
      allowed: `${FIELDS_OF[kind].join(', ')}`,
      atKey: true,
    }));
}

function expectsSomething({ json }: ReadinessInput, path: Path): readonly Finding[] {
  if (json === undefined) return [];
  const { equals, atMost, atLeast } = json;
  const isRange = atMost !== undefined || atLeast !== undefined;
  const isEmptyRange = (atLeast ?? Number.NEGATIVE_INFINITY) > (atMost ?? Number.POSITIVE_INFINITY);
  return [
    ...refuseIf(
      isRange === (equals !== undefined),
      [...path, 'json'],
      isRange ? 'equals beside atMost or atLeast' : 'no expectation',
      'equals, or atMost and atLeast',
    ),
    ...refuseIf(
      isEmptyRange,
      [...path, 'json'],
      `at least ${atLeast} and at most ${atMost}`,
      'a range that is not empty',
    ),
  ];
}

/** The host as a connection would see it, so that no spelling of an address gets past. */
function hostOf(check: ReadinessCheck): string {
  if (check.kind === 'alarmOk') return '';
  return settleName(
    check.kind === 'tcp' ? check.host : bareHost(URL.parse(check.url)?.hostname ?? ''),
  );
}

const LOCAL_NAME = /(?:^|\.)localhost$/;

function asksAReachableHost(check: ReadinessCheck, path: Path, ranges: readonly string[]) {
  const host = hostOf(check);
  const address = LOCAL_NAME.test(host) ? '127.0.0.1' : host;
  return refuseIf(
    isIP(address) !== 0 && !isReachable(address, ranges),
    path,
    `${quote(host)}, a ${addressKind(address)} address`,
    'a public host, or an address that probeRanges opens',
  );
}

const checksEachSideByItself = ({ input, draft, service }: SideSubject) =>
  draft.readiness.flatMap((check, index) => {
    const host = hostOf(check);
    return refuseIf(
      service.names.includes(host),
      ['readiness', index, kindOf(input.readiness?.[index])],
      `${quote(host)}, a name that leads to whichever side is answered`,
      'a host that is this side and no other',
    );
  });

const asksWhatProbesMayReach = ({ input, draft, service }: SideSubject) =>
  draft.readiness.flatMap((check, index) =>
    asksAReachableHost(
      check,
      ['readiness', index, kindOf(input.readiness?.[index])],
      service.probeRanges,
    ),
  );

const expectsWhatItsKindCan = ({ input }: SideSubject) =>
  (input.readiness ?? []).flatMap((check, index) => [
    ...isOneKind(check, ['readiness', index]),
    ...expectsSomething(check, ['readiness', index]),
  ]);

function kindOf(check: ReadinessInput | undefined): string {
  return KINDS.find((kind) => check?.[kind] !== undefined) ?? 'http';
}

export const READINESS_RULES: readonly Rule[] = [
  ...forEachSide(['readiness'], expectsWhatItsKindCan),
  ...forEachSide(['readiness', '/probeRanges'], asksWhatProbesMayReach),
  ...forEachSide(['readiness', '/name', '/names'], checksEachSideByItself),
];
