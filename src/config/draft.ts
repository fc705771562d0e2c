/** A service on its way from the file to `Service`: defaults filled in, names settled, not yet judged. */
import type { Service, ServiceSide, Side } from '../core/service.ts';
import { settleName } from './domain-names.ts';
import { draftEndpoint } from './draft-endpoint.ts';
import { draftReadiness } from './draft-readiness.ts';
import { draftTarget, settleZoneId } from './draft-target.ts';
import { durationMs } from './duration.ts';
import type { ServiceInput, SideInput } from './schema.ts';

/** A side of which target and Region may still be missing. */
export interface DraftSide extends Omit<ServiceSide, 'region' | 'target'> {
  readonly region: string | undefined;
  readonly target: ServiceSide['target'] | undefined;
}

/** A service of which names, zone and parts of the sides may still be missing. */
export interface Draft
  extends Omit<Service, 'names' | 'zone' | 'primary' | 'secondary' | 'configHash'> {
  readonly names: readonly string[];
  readonly zone: Service['zone'] | undefined;
  readonly primary: DraftSide;
  readonly secondary: DraftSide;
}

/** Fills in what the service does not say; whatever cannot be filled in stays missing. */
export function draftService(id: string, input: ServiceInput): Draft {
  const { routing = 'weighted', probeRanges = [] } = input;
  const names = (input.names ?? (input.name === undefined ? [] : [input.name])).map(settleName);
  return {
    id,
    names,
    zone: input.zone && draftZone(input.zone),
    routing,
    ttlSeconds: durationMs(input.ttl ?? '60s') / 1000,
    primary: draftSide('primary', input, names),
    secondary: draftSide('secondary', input, names),
    failback: draftFailback(input),
    lastResort: input.lastResort ?? 'primary',
    cooldownMs: durationMs(input.cooldown ?? '30m'),
    mode: input.mode ?? 'auto',
    language: input.language ?? 'en',
    objectives: draftObjectives(input),
    probeRanges,
  };
}

function draftZone({ id, name, nameServers }: NonNullable<ServiceInput['zone']>): Service['zone'] {
  return {
    id: settleZoneId(id),
    name: settleName(name),
    ...(nameServers === undefined ? {} : { nameServers }),
  };
}

function draftSide(side: Side, input: ServiceInput, names: readonly string[]): DraftSide {
  const given: SideInput = input[side] ?? {};
  const target = draftTarget(given);
  const region = given.region;
  return {
    region,
    target,
    healthCheck: draftEndpoint({ ...input.healthCheck, ...given.healthCheck }, target, names[0]),
    unhealthyWhen: (given.unhealthyWhen ?? []).map((alarm) => ({
      region: alarm.region ?? region ?? '',
      name: alarm.alarm,
    })),
    readiness: (given.readiness ?? []).map((check) => draftReadiness(check, region ?? '')),
  };
}

function draftFailback({ failback = {}, routing }: ServiceInput): Service['failback'] {
  return {
    start: failback.start ?? 'person',
    stages: failback.stages ?? (routing === 'failover' ? [100] : [10, 50, 100]),
    bakeMs: durationMs(failback.bake ?? '5m'),
    stableForMs: durationMs(failback.stableFor ?? '10m'),
    approval: failback.approval ?? 'none',
    guardAlarms: (failback.guardAlarms ?? []).map(({ alarm, region }) => ({ region, name: alarm })),
  };
}

function draftObjectives({ objectives = {} }: ServiceInput): Service['objectives'] {
  const { rto, lostShare } = objectives;
  return {
    ...(rto === undefined ? {} : { rtoMs: durationMs(rto) }),
    // Rounded, since 0.07 * 100 is not 7.
    ...(lostShare === undefined
      ? {}
      : { lostShare: Number((Number.parseFloat(lostShare) / 100).toFixed(6)) }),
  };
}
