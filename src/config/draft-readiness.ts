import type { JsonExpectation, ReadinessCheck } from '../core/service.ts';
import { durationMs } from './duration.ts';
import { parseHostAndPort } from './endpoints.ts';
import type { ReadinessInput } from './schema.ts';

/** One readiness check; where several kinds are given the rules refuse it, whatever is drafted here. */
export function draftReadiness(input: ReadinessInput, sideRegion: string): ReadinessCheck {
  if (input.alarm !== undefined) {
    const alarm = { region: input.region ?? sideRegion, name: input.alarm };
    return { kind: 'alarmOk', alarm };
  }
  const withinMs = durationMs(input.within ?? '2s');
  const tcp = input.tcp === undefined ? undefined : parseHostAndPort(input.tcp);
  if (tcp) return { kind: 'tcp', ...tcp, withinMs };
  return {
    kind: 'http',
    url: URL.parse(input.http ?? '')?.href ?? '',
    statuses: parseStatuses(input.status ?? '200-299'),
    withinMs,
    ...(input.body === undefined ? {} : { bodyContains: input.body }),
    ...(input.json === undefined ? {} : { json: draftJson(input.json) }),
  };
}

function parseStatuses(status: string | number): { from: number; to: number } {
  const [from = 0, to = from] = String(status).split('-').map(Number);
  return { from, to };
}

function draftJson({ path, equals, atMost, atLeast }: NonNullable<ReadinessInput['json']>) {
  const expectation: JsonExpectation = {
    path,
    ...(equals === undefined ? {} : { equals }),
    ...(atMost === undefined ? {} : { atMost }),
    ...(atLeast === undefined ? {} : { atLeast }),
  };
  return expectation;
}
