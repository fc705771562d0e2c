/** Switchback's own requests to endpoints and to what says that a side is ready. */
import { known, type Reading, unknown } from '../core/reading.ts';
import type { Probe, ProbeResult, Probes } from '../ports.ts';
import { ENDPOINT_PATIENCE, type EndpointPatience, probeEndpoint } from './endpoint-probe.ts';
import { inParallel } from './in-parallel.ts';
import { type Resolve, systemResolve, UnprobedError } from './probe-addresses.ts';
import { probeReadiness } from './readiness-probe.ts';

const PROBES_AT_ONCE = 250;
/** After this long in one round no probe is begun, so that the rest of the pass has its time. */
const ROUND_MS = 6_000;

interface ProbeNeeds {
  readonly patience?: EndpointPatience;
  readonly resolve?: Resolve;
  /** Certificate authority that readiness probes trust instead of the public ones. */
  readonly ca?: string;
}

/** A site that cannot be reached is a bad site; unknown is only what could not be tried. */
export function httpProbes({
  patience = ENDPOINT_PATIENCE,
  resolve = systemResolve,
  ca,
}: ProbeNeeds = {}): Probes {
  const needs = { resolve, ...(ca !== undefined && { ca }) };
  const run = async (probe: Probe): Promise<Reading<ProbeResult>> => {
    try {
      const result =
        probe.kind === 'endpoint'
          ? await probeEndpoint(probe, patience, resolve)
          : await probeReadiness(probe, needs);
      return known(result);
    } catch (failure) {
      const isSaid = failure instanceof UnprobedError;
      return unknown(isSaid ? failure.message : 'the probe could not be made');
    }
  };
  return {
    run: async (probes) => {
      const lastStartMs = performance.now() + ROUND_MS;
      const results = await inParallel(probes, PROBES_AT_ONCE, async (probe) => {
        const isLate = performance.now() > lastStartMs;
        const result = isLate ? unknown('no time was left to probe') : await run(probe);
        return [probe.key, result] as const;
      });
      return new Map(results);
    },
  };
}
