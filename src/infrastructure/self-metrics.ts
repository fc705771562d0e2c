/** What every pass says of itself and of the services, in embedded metric format. Each is paid for, so they are few. */

export const SELF_METRICS_PLACE = { namespace: 'Switchback', dimension: 'service' } as const;

/** With their units. None is by service: a count is of all services, seconds are the worst of them. */
export const SELF_METRICS = {
  /** The heartbeat: that none comes is what the dead man's alarm waits for. */
  Passes: 'Count',
  /** Calls that failed, after the SDK's own tries. */
  PassFaults: 'Count',
  /** Services whose state, or whose records, could not be read. What is said of the others says nothing of them. */
  UnreadableServices: 'Count',
  PausedServices: 'Count',
  /** Hold switches that DNS shows otherwise than meant, or that cross the weights, for longer than it takes. */
  WrongSwitches: 'Count',
  /** How long the records have not been what the state wants: drift, frozen, or a change that does not arrive. */
  RecordsWrongSeconds: 'Seconds',
  /** Age of the oldest entry that people have not been told of. */
  OldestUntoldSeconds: 'Seconds',
  /** How much longer a stage of a failback lasts than it takes. */
  StageOverdueSeconds: 'Seconds',
  LongestIncidentSeconds: 'Seconds',
} as const;

export type SelfMetric = keyof typeof SELF_METRICS;
