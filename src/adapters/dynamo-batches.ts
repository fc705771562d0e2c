/** Batches of which DynamoDB may leave a part undone, to be asked for again. */
import { setTimeout as pause } from 'node:timers/promises';
import { AwsError } from './aws-error.ts';

/** How often one batch is sent, and how long it waits before the second time; each further wait is twice as long. */
export interface BatchPatience {
  readonly tries: number;
  readonly pauseMs: number;
}

export const BATCH_PATIENCE: BatchPatience = { tries: 5, pauseMs: 50 };

/** Sends until nothing is left over. `send` answers what was left. Rejects when something is left after the last try. */
export async function untilDone<Batch>(
  call: string,
  first: Batch,
  send: (batch: Batch) => Promise<Batch | undefined>,
  { tries, pauseMs }: BatchPatience,
): Promise<void> {
  let left: Batch | undefined = first;
  for (let tried = 0; tried < tries; tried += 1) {
    if (tried > 0) await pause(pauseMs * 2 ** (tried - 1));
    left = await send(left);
    if (left === undefined) return;
  }
  throw new AwsError(call, `a part was still not done after ${tries} tries`);
}
