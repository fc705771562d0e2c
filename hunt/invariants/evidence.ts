/** What a pass was told, read by the hunter itself and judged by the design’s words. */
import type { Service, Side } from '../../src/core/service.ts';
import type { ResourceRecordSet } from '../../src/route53/record-set.ts';
import type { Look } from '../invocation.ts';
import { highestFence } from '../zone-reading.ts';

export type Told = 'good' | 'bad' | 'unknown';

/** All name servers that answered gave this one word. */
export function word(look: Look, name: string): string | null {
  const replies = look.replies.get(`${name} TXT`);
  const said = new Set<string>();
  for (const reply of replies ?? []) if (reply.known) said.add(reply.value.join(' '));
  const [only] = said;
  return said.size === 1 && only !== undefined ? only : null;
}

export function witness(look: Look, service: Service, side: Side): Told {
  const said = word(look, `_switchback-${side}.${service.names[0]}`);
  if (said === 'healthy') return 'good';
  return said === 'unhealthy' ? 'bad' : 'unknown';
}

export function holdWitness(look: Look, service: Service): string | null {
  const said = word(look, `_switchback-hold.${service.names[0]}`);
  return said === 'on' || said === 'off' ? said : null;
}

/** Every name server that answered gave the side's values. */
export function answers(look: Look, service: Service, side: Side): boolean {
  const { target } = service[side];
  const values = target.kind === 'values' ? target.values.A : undefined;
  const replies = look.replies.get(`${service.names[0]} A`)?.filter(({ known }) => known) ?? [];
  return (
    replies.length > 0 &&
    replies.every((reply) => reply.known && reply.value.join() === values?.join())
  );
}

/** The witness decides; a probe that contradicts it makes the side unknown. */
export function health(look: Look, service: Service, side: Side): Told {
  const seen = witness(look, service, side);
  if (seen === 'unknown') return 'unknown';
  const probe = look.probes.get(`${service.id} ${side} endpoint`);
  if (!probe?.known || probe.value.good === (seen === 'good')) return seen;
  return seen === 'bad' && service[side].unhealthyWhen.length > 0 ? 'bad' : 'unknown';
}

export function readiness(look: Look, service: Service, side: Side): Told {
  return together(
    service[side].readiness.map((check, at) => {
      if (check.kind === 'alarmOk') return alarm(look, check.alarm);
      const probe = look.probes.get(`${service.id} ${side} readiness ${at}`);
      return probe?.known ? (probe.value.good ? 'good' : 'bad') : 'unknown';
    }),
  );
}

/** Everything that must be good for traffic to be given to the primary. */
export function primaryGuards(look: Look, service: Service): Told {
  return together([
    health(look, service, 'primary'),
    readiness(look, service, 'primary'),
    ...service.failback.guardAlarms.map((ref) => alarm(look, ref)),
  ]);
}

export function listed(look: Look, service: Service): readonly ResourceRecordSet[] | null {
  const reading = look.lists.get(service.zone.id);
  return reading?.known ? reading.value : null;
}

function alarm(look: Look, { region, name }: { region: string; name: string }): Told {
  const state = look.alarms.get(`${region} ${name}`);
  if (!state?.known || state.value === 'INSUFFICIENT_DATA') return 'unknown';
  return state.value === 'OK' ? 'good' : 'bad';
}

function together(parts: readonly Told[]): Told {
  if (parts.includes('bad')) return 'bad';
  return parts.includes('unknown') ? 'unknown' : 'good';
}

/** The highest generation that the pass was shown; -1 where it was shown nothing. */
export function highestListed(look: Look, service: Service): number {
  const sets = listed(look, service);
  return sets === null ? -1 : (highestFence(service, sets)?.generation ?? 0);
}
