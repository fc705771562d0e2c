/** What a readiness check makes of the site that it asks. A site that nobody has set is ready for anything. */
import type { JsonExpectation } from '../core/service.ts';
import type { Probe, ProbeResult } from '../ports.ts';
import type { EndpointResponse, HttpResponse } from '../route53/probe.ts';
import type { Sites } from './sites.ts';

type ReadinessProbe = Extract<Probe, { readonly kind: 'readiness' }>['check'];
type HttpReadiness = Extract<ReadinessProbe, { readonly kind: 'http' }>;

const READY: ProbeResult = { good: true, detail: 'HTTP 200' };

export function judgeReadiness(sites: Sites, check: ReadinessProbe): ProbeResult {
  const condition = sites.condition(readinessKey(check));
  if (condition === undefined) return check.kind === 'tcp' ? good('connected') : READY;
  const failure = connectionFailure(condition, check.withinMs);
  if (failure !== undefined) return bad(failure);
  if (check.kind === 'tcp') return good('connected');
  return condition.kind === 'http' ? judgeHttp(check, condition) : bad('no answer');
}

function readinessKey(check: ReadinessProbe): string {
  if (check.kind === 'tcp') return `${check.host}:${check.port}`;
  const match = /^(https?):\/\/(\[[^\]]+\]|[^/:?#]+)(?::(\d+))?/.exec(check.url);
  const [, scheme, host, port] = match ?? [];
  return `${host}:${port ?? (scheme === 'https' ? 443 : 80)}`;
}

function connectionFailure(condition: EndpointResponse, withinMs: number): string | undefined {
  if (condition.kind === 'unresolved') return 'no such host';
  if (condition.kind === 'refused') return 'connection refused';
  if (condition.kind === 'no-connection' || condition.connectMs > withinMs) {
    return `no connection within ${withinMs} ms`;
  }
  return undefined;
}

function judgeHttp(check: HttpReadiness, response: HttpResponse): ProbeResult {
  const tookMs = response.connectMs + response.statusMs + (response.bodyMs ?? 0);
  if (tookMs > check.withinMs) return bad(`no answer within ${check.withinMs} ms`);
  const { from, to } = check.statuses;
  if (response.status < from || response.status > to) return bad(`HTTP ${response.status}`);
  const body = response.body ?? '';
  if (check.bodyContains !== undefined && !body.includes(check.bodyContains)) {
    return bad('the body does not contain what was expected');
  }
  const fault = check.json && jsonFault(check.json, body);
  return fault === undefined ? good(`HTTP ${response.status}`) : bad(fault);
}

function jsonFault(expected: JsonExpectation, body: string): string | undefined {
  const value = valueAt(expected.path, body);
  const meets =
    (expected.equals === undefined || value === expected.equals) &&
    (expected.atMost === undefined || (typeof value === 'number' && value <= expected.atMost)) &&
    (expected.atLeast === undefined || (typeof value === 'number' && value >= expected.atLeast));
  return meets ? undefined : `${expected.path} is ${JSON.stringify(value)}`;
}

function valueAt(path: string, body: string): unknown {
  try {
    return path.split('.').reduce((value, field) => value?.[field], JSON.parse(body));
  } catch {
    return undefined;
  }
}

function good(detail: string): ProbeResult {
  return { good: true, detail };
}

function bad(detail: string): ProbeResult {
  return { good: false, detail };
}
