/** What a person may ask for, and the answer it gets. */

export type CommandKind =
  | 'failover'
  | 'failback'
  | 'approve'
  | 'abort'
  | 'pause'
  | 'resume'
  | 'acknowledge';

export const COMMAND_KINDS: readonly CommandKind[] = [
  'failover',
  'failback',
  'approve',
  'abort',
  'pause',
  'resume',
  'acknowledge',
];

export interface Command {
  /** The same id again gets the same answer and has no further effect. */
  readonly id: string;
  readonly kind: CommandKind;
  /** Name of a service; `*` stands for all of them, where that makes sense. */
  readonly service: string;
  /** The incident it was meant for: messages print it, so that a command from an old message moves nothing. */
  readonly incident?: string;
  /** A claim; CloudTrail holds the proof. */
  readonly who: string;
  readonly reason: string;
  /** Only for `pause`. */
  readonly forMs: number | null;
}

/** `refused` says why and what would lift it; nothing was changed then. */
export interface CommandAnswer {
  readonly outcome: 'done' | 'waiting' | 'refused' | 'nothingToDo';
  readonly because: string;
  readonly facts: Readonly<Record<string, string | number>>;
}
