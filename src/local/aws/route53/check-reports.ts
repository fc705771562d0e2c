/** What each checker saw last, and what it saw last of a failure, in Route 53's wording. */
import type { HealthCheckConfig } from '../../../route53/health-check.ts';
import type { CheckerObservation, ProbeResult } from '../../../world/checker-panel.ts';
import { node, nodes, type XmlNode } from '../xml-writer.ts';
import { isoTime } from './action.ts';
import { invalid } from './check-rules.ts';

export function statusNodes(observations: readonly CheckerObservation[]): readonly XmlNode[] {
  return observationNodes(observations, ({ judgement, atMs }) => ({
    status: judgement.detail,
    atMs,
  }));
}

export function lastFailureNodes(observations: readonly CheckerObservation[]): readonly XmlNode[] {
  return observationNodes(observations, ({ lastFailure, sinceMs, atMs }) =>
    lastFailure === undefined
      ? { status: neverFailed(sinceMs), atMs }
      : { status: lastFailure.judgement.detail, atMs: lastFailure.atMs },
  );
}

/** As the API's own example says it. */
function neverFailed(sinceMs: number): string {
  const since = isoTime(sinceMs).replace('Z', '+00:00');
  return `The health check endpoint has not failed since the Route 53 health checker for this endpoint restarted at ${since}`;
}

function observationNodes(
  observations: readonly CheckerObservation[],
  reportOf: (one: CheckerObservation) => { status: string } & Pick<ProbeResult, 'atMs'>,
): readonly XmlNode[] {
  return [
    node(
      'HealthCheckObservations',
      observations.map((one) => {
        const { status, atMs } = reportOf(one);
        return node(
          'HealthCheckObservation',
          nodes({
            Region: one.region,
            IPAddress: one.ipAddress,
            StatusReport: nodes({ Status: status, CheckedTime: isoTime(atMs) }),
          }),
        );
      }),
    ),
  ];
}

/** Only checks of endpoints have checkers. Throws `InvalidInput`. */
export function assertHasCheckers(config: HealthCheckConfig): void {
  if (config.Type === 'CALCULATED' || config.Type === 'CLOUDWATCH_METRIC') {
    throw invalid(`A check of type ${config.Type} has no checkers of its own.`);
  }
}
