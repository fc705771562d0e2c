/** What a drill needs of the account: it looks and asks from outside, as a person would. */
import type { CommandKind } from '../core/command.ts';
import type { AnsweredSide } from '../core/observation.ts';
import type { Reading } from '../core/reading.ts';
import type { Side } from '../core/service.ts';
import type { ServiceState } from '../core/state.ts';
import type { TimelineItem } from '../ports.ts';

/** Of one service. What cannot be looked at rejects; the drill says so and goes on looking. */
export interface DrillAccount {
  /** Epoch milliseconds. */
  nowMs(): number;
  pause(ms: number): Promise<void>;
  /** What each of the zone's name servers answers now for the service's first name. */
  answers(): Promise<readonly Reading<AnsweredSide>[]>;
  /** Whether somebody who is sent to that side gets what the health check asks for. */
  serves(side: Side): Promise<boolean>;
  /** As stored; `null` where no pass has been yet. */
  state(): Promise<ServiceState | null>;
  /** Newest first. */
  timeline(): Promise<readonly TimelineItem[]>;
  command(kind: Extract<CommandKind, 'failover' | 'failback'>): Promise<DrillReply>;
}

export interface DrillReply {
  readonly outcome: string;
  /** For people. */
  readonly text: string;
}
