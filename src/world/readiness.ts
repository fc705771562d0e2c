/** The site that a readiness check asks. One that nobody has set is ready for anything. */
import { judgeReadiness, type ReadinessProbe } from '../core/readiness.ts';
import type { ProbeResult } from '../ports.ts';
import type { Sites } from './sites.ts';

export function siteReadiness(sites: Sites, check: ReadinessProbe): ProbeResult {
  const condition = sites.condition(readinessKey(check));
  if (condition !== undefined) return judgeReadiness(check, condition);
  return { good: true, detail: check.kind === 'tcp' ? 'connected' : 'HTTP 200' };
}

function readinessKey(check: ReadinessProbe): string {
  if (check.kind === 'tcp') return `${check.host}:${check.port}`;
  const match = /^(https?):\/\/(\[[^\]]+\]|[^/:?#]+)(?::(\d+))?/.exec(check.url);
  const [, scheme, host, port] = match ?? [];
  return `${host}:${port ?? (scheme === 'https' ? 443 : 80)}`;
}
