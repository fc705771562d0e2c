/** How long Route 53 takes to see an outage, worked out from how its checkers probe. */
import type { EndpointCheck } from '../core/service.ts';

export interface Seconds {
  readonly from: number;
  readonly to: number;
}

/** Seconds from the outage until Route 53's status changes; its way to the name servers is not published. */
export interface Detection {
  /** Connections are refused at once. */
  readonly refused: Seconds;
  /** Connections get no answer, so that each probe waits for its time-out. */
  readonly silent: Seconds;
}

/** Time-outs of a connection (Developer Guide, "How Route 53 determines whether a health check is healthy"). */
const CONNECT_SECONDS = { HTTP: 4, HTTPS: 4, TCP: 10 } as const;

export function detection(check: EndpointCheck): Detection {
  return {
    refused: detectionSeconds(check, 0),
    silent: detectionSeconds(check, CONNECT_SECONDS[check.protocol]),
  };
}

/**
 * `probeSeconds` is how long a failing probe takes: the next one starts an interval after its end. With many
 * checkers the status changes near the upper end.
 */
export function detectionSeconds(check: EndpointCheck, probeSeconds: number): Seconds {
  const period = check.intervalSeconds + probeSeconds;
  return {
    from: (check.failureThreshold - 1) * period + probeSeconds,
    to: check.failureThreshold * period,
  };
}

/** Seconds from the outage until the last resolver that keeps to the TTL asks again. */
export function movedSeconds(check: EndpointCheck, ttlSeconds: number): Seconds {
  const { refused, silent } = detection(check);
  return { from: refused.from + ttlSeconds, to: silent.to + ttlSeconds };
}
