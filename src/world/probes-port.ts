/** Switchback's own requests: they meet the same sites as Route 53's checkers do. */
import { known, type Reading } from '../core/reading.ts';
import { endpointHealthCheck } from '../infrastructure/endpoint-check.ts';
import type { Probe, ProbeResult, Probes } from '../ports.ts';
import type { Calls } from './calls.ts';
import { siteReadiness } from './readiness.ts';
import type { Sites } from './sites.ts';

export function probesPort(sites: Sites, calls: Calls): Probes {
  return {
    run: (probes) =>
      calls.make('probes', 'probe', probes.length, () => {
        const results = new Map<string, Reading<ProbeResult>>();
        for (const probe of probes) results.set(probe.key, known(judge(sites, probe)));
        return results;
      }),
  };
}

function judge(sites: Sites, probe: Probe): ProbeResult {
  if (probe.kind === 'readiness') return siteReadiness(sites, probe.check);
  const { passed, detail } = sites.judge(endpointHealthCheck(probe.check));
  return { good: passed, detail: detail.replace(/^(Success|Failure): /, '') };
}
