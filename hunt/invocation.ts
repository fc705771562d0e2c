/** One run of a function, and what each of its passes was told: the hunter's own record of it, for the checks. */
import type { Command } from '../src/core/command.ts';
import type { Reading } from '../src/core/reading.ts';
import type { Configuration } from '../src/core/service.ts';
import type { AlarmState, ChangeStatus, DnsReplies, ProbeResult } from '../src/ports.ts';
import type { ResourceRecordSet } from '../src/route53/record-set.ts';

export type WokenBy = 'tick' | 'alarm' | 'command';

/** What one pass was told. Nothing here is what is true. */
export interface Look {
  readonly startedAtMs: number;
  readonly command: Command | null;
  loaded: ReadonlyMap<string, unknown>;
  replies: ReadonlyMap<string, DnsReplies>;
  alarms: ReadonlyMap<string, Reading<AlarmState>>;
  probes: ReadonlyMap<string, Reading<ProbeResult>>;
  lists: ReadonlyMap<string, Reading<readonly ResourceRecordSet[]>>;
  statuses: ReadonlyMap<string, Reading<ChangeStatus>>;
  /** Services whose change was accepted. */
  readonly changed: Set<string>;
  /** Calls that the pass saw fail. */
  failures: number;
  calls: number;
}

export interface Invocation {
  readonly number: number;
  readonly wokenBy: WokenBy;
  readonly configuration: Configuration;
  /** Code of the next schema, which old code must not touch. */
  readonly isNewCode: boolean;
  readonly startedAtMs: number;
  skewMs: number;
  look: Look;
}

const NONE: ReadonlyMap<string, never> = new Map<string, never>();

export function aLook(startedAtMs: number, command: Command | null): Look {
  return {
    startedAtMs,
    command,
    loaded: NONE,
    replies: NONE,
    alarms: NONE,
    probes: NONE,
    lists: NONE,
    statuses: NONE,
    changed: new Set(),
    failures: 0,
    calls: 0,
  };
}
