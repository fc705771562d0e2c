/** What one pass saw of one service. Only looked-at things, each known or unknown; nothing is judged here. */
import type { Reading } from './reading.ts';
import type { Weights } from './state.ts';

export type WitnessedHealth = 'healthy' | 'unhealthy';
export type SwitchPosition = 'on' | 'off';

/** Which side's values the name servers give; `mixed` when some give one and some the other. */
export type AnsweredSide = 'primary' | 'secondary' | 'mixed';

export type ProbeOutcome = { readonly good: boolean; readonly detail: string };
export type SeenAlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export interface SideObservation {
  readonly witness: Reading<WitnessedHealth>;
  /** Switchback's own request to the endpoint that Route 53 checks. */
  readonly probe: Reading<ProbeOutcome>;
  /** Nothing but the endpoint decides this side's health, so that the probe can contradict a bad witness. */
  readonly probeTellsAll: boolean;
  /** The alarm in us-east-1 on this side's health. */
  readonly alarm: Reading<SeenAlarmState>;
  readonly readiness: readonly NamedReading[];
}

/** One readiness check or guard, by a name that a person recognises. */
export interface NamedReading {
  readonly name: string;
  readonly reading: Reading<ProbeOutcome>;
}

/** The newest fence in the zone: its generation and what its value says. */
export interface SeenFence {
  readonly generation: number;
  /** State version that decided the change; `null` when the value is not one of ours. */
  readonly version: number | null;
  readonly weights: Weights | null;
}

export interface SeenRecords {
  /** Weights that all of the service's record sets agree on; `null` for `routing: failover`. */
  readonly weights: Weights | null;
  /** What is wrong with the record sets themselves, e.g. one is missing; empty when nothing is. */
  readonly faults: readonly string[];
  readonly fence: SeenFence | null;
}

export type SeenChangeStatus = 'PENDING' | 'INSYNC' | 'NoSuchChange';

export interface Observation {
  readonly primary: SideObservation;
  readonly secondary: SideObservation;
  readonly holdWitness: Reading<SwitchPosition>;
  readonly answer: Reading<AnsweredSide>;
  readonly records: Reading<SeenRecords>;
  /** Of the change that the state waits for; unknown when it waits for none. */
  readonly change: Reading<SeenChangeStatus>;
  readonly guards: readonly NamedReading[];
}
