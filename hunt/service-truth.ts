/** What is so of one service: its stored state and history, and the changes of it that landed. */
import type { Service } from '../src/core/service.ts';
import type { OutboxItem, ServiceState } from '../src/core/state.ts';
import type { Change } from '../src/ports.ts';
import type { Invocation, Look } from './invocation.ts';
import type { FenceName } from './zone-reading.ts';

export interface Committed {
  readonly state: ServiceState;
  readonly atMs: number;
  readonly invocation: Invocation;
  readonly look: Look;
  /** Of the invocation, when it committed. */
  readonly skewMs: number;
}

export interface Landing extends FenceName {
  readonly atMs: number;
  readonly changeId: string;
  readonly epoch: number;
  readonly changes: readonly Change[];
  insyncAtMs: number | null;
}

export class ServiceTruth {
  readonly service: Service;
  /** As it is stored; `undefined` without an item and with one that is no state. */
  state: ServiceState | undefined;
  json: string | undefined;
  /** Counts the times that somebody else than a pass wrote the item. */
  epoch = 0;
  /** The item was written by somebody else, and nobody has adopted the records since. */
  restored = false;
  /** Code of the next schema has written it. */
  hadNewSchema = false;
  /** Somebody changed the records by hand, and nobody has adopted them since. */
  edited = false;
  /** Of this epoch, by version. */
  readonly history = new Map<number, Committed>();
  readonly landings: Landing[] = [];
  /** Outbox items by version, of all epochs, and what became of them. */
  readonly outbox = new Map<number, OutboxItem>();
  readonly incidents = new Set<string>();
  /** Generations that somebody else has taken. */
  readonly strangers = new Set<number>();
  /** Which command ids were taken when, counted by commands; of this epoch. */
  readonly taken = new Map<string, number>();
  commandsTaken = 0;
  /** The last state that a pass committed. */
  lastGood: ServiceState | undefined;
  lastHandEditMs = 0;
  /** When the switch was last decided anew, by the truth's clock. */
  switchedAtMs: number | undefined;

  constructor(service: Service) {
    this.service = service;
  }

  /** Only the last ten commands are remembered; one more may be on its way. */
  remembers(id: string): boolean {
    const at = this.taken.get(id);
    return at !== undefined && this.commandsTaken - at < 9;
  }

  get lastLanding(): Landing | undefined {
    return this.landings.at(-1);
  }
}
