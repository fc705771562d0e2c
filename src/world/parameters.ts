/**
 * What AWS does not publish, or what had to be chosen: one named value each, with its unit. Whatever has a source is a
 * rule of `route53/` instead. Ranges are drawn from uniformly.
 */
import type { Range } from './random.ts';

/** Times are milliseconds. */
export interface WorldParameters {
  /** Checkers of a check that uses all eight checker Regions; one with fewer Regions has its share of them. */
  readonly checkers: number;
  /** Name servers that answer for each zone. */
  readonly nameServers: number;
  /** From the moment that a check's status changes to one name server answering by it, drawn for each of them. */
  readonly statusToDnsMs: Range;
  /** From accepting a change of records to the first name server that may have it. */
  readonly changeFirstSeenMs: number;
  /** From accepting a change to INSYNC at the latest ("generally within 60 seconds"), drawn for each change. */
  readonly changeInsyncMs: Range;
  /** From a datapoint's arrival in CloudWatch to its being seen there. */
  readonly metricIngestionMs: Range;
  /** From the end of a minute to Route 53 judging a metric by that minute, drawn once for each check. */
  readonly metricViewMs: Range;
  /** How many minutes Route 53 looks back for the newest one that has data. */
  readonly metricLookbackMinutes: number;
  /** When an alarm on health check metrics loses its data, how long until it says INSUFFICIENT_DATA. */
  readonly alarmSilenceMs: number;
  /** From an alarm's change to the event being ready for its target. */
  readonly eventDeliveryMs: Range;
  /** A site that is up: until the connection stands, then until the status code, then until the end of the body. */
  readonly siteConnectMs: number;
  readonly siteStatusMs: number;
  readonly siteBodyMs: number;
  /**
   * Seconds that an AWS SDK backs off before it gives up on a throttled call. Calls of the ports take no time here, so a
   * token bucket is larger by what it refills in these seconds.
   */
  readonly sdkPatienceSeconds: number;
}

export const PARAMETERS: WorldParameters = {
  checkers: 16,
  nameServers: 4,
  statusToDnsMs: { min: 2_000, max: 10_000 },
  changeFirstSeenMs: 2_000,
  changeInsyncMs: { min: 10_000, max: 60_000 },
  metricIngestionMs: { min: 10_000, max: 60_000 },
  metricViewMs: { min: 58_000, max: 105_000 },
  metricLookbackMinutes: 5,
  alarmSilenceMs: 180_000,
  eventDeliveryMs: { min: 500, max: 3_000 },
  siteConnectMs: 20,
  siteStatusMs: 30,
  siteBodyMs: 5,
  sdkPatienceSeconds: 3,
};

/** CloudWatch's shortest standard period, and how often alarms are evaluated. */
export const MINUTE_MS = 60_000;
