/** A scenario: what breaks, what a person does, and what must be observed. Times are counted from its start. */
import type { CommandKind } from '../core/command.ts';
import type { Action } from '../core/entry.ts';
import type { Side } from '../core/service.ts';
import type { Phase } from '../core/state.ts';
import type { CallFault, Outage } from '../world/faults.ts';

export type Breakage =
  | { readonly kind: 'refused' }
  | { readonly kind: 'noConnection' }
  | { readonly kind: 'status'; readonly status: number };

/** What happens to one service, or to all of them where `service` is `null`. */
export type Happening =
  | { readonly kind: 'break'; readonly side: Side; readonly how: Breakage }
  | { readonly kind: 'mend'; readonly side: Side }
  /** Users get errors although the health check passes: what a shallow check cannot see. */
  | { readonly kind: 'usersFail'; readonly side: Side; readonly on: boolean }
  | { readonly kind: 'readiness'; readonly side: Side; readonly ready: boolean }
  | { readonly kind: 'outage'; readonly of: Outage; readonly how: CallFault | null }
  | {
      readonly kind: 'command';
      readonly command: CommandKind;
      readonly who: string;
      readonly reason: string;
      readonly forMs: number | null;
    };

export interface TimedHappening {
  readonly atMs: number;
  readonly service: string | null;
  readonly happening: Happening;
}

/** What must be observed for the rehearsal to have gone as it should, for each service. */
export interface Expectations {
  /** Actions in this order; others may stand between them. A reason can be added: `holdBegun: relapse`. */
  readonly timeline: readonly ExpectedEntry[];
  readonly never: readonly Action[];
  readonly phase: Phase;
  /** Which side users reach at the end; `null` where that is left open. */
  readonly users: Side | null;
  /** Messages to people, over all services. */
  readonly messagesAtMost: number | null;
  /** The services' own objectives must be met. */
  readonly objectivesMet: boolean;
}

export interface ExpectedEntry {
  readonly action: Action;
  readonly because: string | null;
}

export interface Scenario {
  readonly name: string;
  readonly about: string;
  readonly lengthMs: number;
  /** All services of the configuration, its first one alone, or so many like its first one. */
  readonly services: 'all' | 'first' | { readonly copies: number };
  readonly happenings: readonly TimedHappening[];
  readonly expect: Expectations;
}
