/** What a readiness check makes of an answer. Shared by the probes that are sent and by the simulated ones. */
import type { EndpointResponse, HttpResponse } from '../route53/probe.ts';
import type { ProbeOutcome } from './observation.ts';
import type { JsonExpectation, ReadinessCheck } from './service.ts';

/** Checks that are answered by asking a site. */
export type ReadinessProbe = Exclude<ReadinessCheck, { readonly kind: 'alarmOk' }>;
export type HttpReadiness = Extract<ReadinessProbe, { readonly kind: 'http' }>;

/** Details never repeat texts of the answer: it may be hostile, and it may hold secrets. */
export function judgeReadiness(check: ReadinessProbe, response: EndpointResponse): ProbeOutcome {
  const failure = connectionFailure(response, check.withinMs);
  if (failure !== undefined) return bad(failure);
  if (check.kind === 'tcp') return good('connected');
  if (response.kind === 'http') return judgeHttp(check, response);
  const isSilent = response.kind === 'silent';
  return bad(isSilent ? `no answer within ${seconds(check.withinMs)}` : 'the TLS handshake failed');
}

/** Whether the body decides anything, so that it must be readable. */
export function readsBody({ bodyContains, json }: HttpReadiness): boolean {
  return bodyContains !== undefined || json !== undefined;
}

function connectionFailure(response: EndpointResponse, withinMs: number): string | undefined {
  if (response.kind === 'unresolved') return 'no such host';
  if (response.kind === 'refused') return 'connection refused';
  if (response.kind === 'no-connection' || response.connectMs > withinMs) {
    return `no connection within ${seconds(withinMs)}`;
  }
  return undefined;
}

function judgeHttp(check: HttpReadiness, response: HttpResponse): ProbeOutcome {
  const tookMs = response.connectMs + response.statusMs + (response.bodyMs ?? 0);
  if (tookMs > check.withinMs) return bad(`no answer within ${seconds(check.withinMs)}`);
  const { from, to } = check.statuses;
  if (response.status < from || response.status > to) return bad(`HTTP ${response.status}`);
  const fault = bodyFault(check, response);
  return fault === undefined ? good(`HTTP ${response.status}`) : bad(fault);
}

function bodyFault(check: HttpReadiness, response: HttpResponse): string | undefined {
  if (!readsBody(check)) return undefined;
  // Never asked for, and never unpacked: a few kilobytes can unpack to gigabytes.
  if ((response.contentEncoding ?? 'identity') !== 'identity') return 'the body is compressed';
  const body = response.body ?? '';
  if (check.bodyContains !== undefined && !body.includes(check.bodyContains)) {
    return 'the body does not contain what was expected';
  }
  return check.json && jsonFault(check.json, body);
}

function jsonFault(expected: JsonExpectation, body: string): string | undefined {
  const json = parseJson(body);
  if (json === undefined) return 'the body is not JSON';
  const value = valueAt(expected.path, json);
  const unmet = unmetExpectation(expected, value);
  return unmet && `${expected.path} is ${described(value)}, ${unmet}`;
}

function unmetExpectation(
  { equals, atMost, atLeast }: JsonExpectation,
  value: unknown,
): string | undefined {
  const isNumber = typeof value === 'number' && Number.isFinite(value);
  if (equals !== undefined && value !== equals) return `${JSON.stringify(equals)} expected`;
  if (atMost !== undefined && !(isNumber && value <= atMost)) return `at most ${atMost} allowed`;
  if (atLeast !== undefined && !(isNumber && value >= atLeast)) return `at least ${atLeast} needed`;
  return undefined;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function valueAt(path: string, json: unknown): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    const isContainer = typeof value === 'object' && value !== null;
    return isContainer && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  }, json);
}

function described(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') return 'a text';
  return typeof value === 'object' && value !== null ? 'not a single value' : String(value);
}

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}

function good(detail: string): ProbeOutcome {
  return { good: true, detail };
}

function bad(detail: string): ProbeOutcome {
  return { good: false, detail };
}
