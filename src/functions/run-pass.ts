/** What a function needs of what is deployed around it, handed in so that tests can give it a simulated account. */
import type { Command } from '../core/command.ts';
import type { Configuration } from '../core/service.ts';
import type { Pass } from '../reconcile/reconcile.ts';
import type { LogLine } from './pass-report.ts';

export interface Deployed {
  readonly configuration: Configuration;
  readonly runPass: (command: Command | null) => Promise<Pass>;
  readonly log: (line: LogLine) => void;
}

/** Nothing could be decided, because no state could be read. A later try can help. */
export class StatesUnreadableError extends Error {
  override readonly name = 'StatesUnreadableError';
  constructor(pass: Pass) {
    const cause = pass.faults[0]?.cause;
    super('No state could be read, so nothing was decided or changed.', { cause });
  }
}

export function couldNotLoad({ decisions, faults }: Pass): boolean {
  return decisions.size === 0 && faults.some(({ doing }) => doing === 'loading states');
}
