/**
 * Woken by the queue of alarm events. An event is only a wake-up call: what it says decides nothing, so a forged, late,
 * repeated or unreadable one can do no more than a tick does.
 */
import type { SQSBatchResponse } from 'aws-lambda';
import { couldNotLoad, type Deployed } from './run-pass.ts';
import { wakeLines } from './wake-report.ts';

export function alarmFunction({
  configuration,
  runPass,
  log,
}: Deployed): (event: unknown) => Promise<SQSBatchResponse> {
  return async (event) => {
    for (const line of wakeLines(event, configuration)) log(line);
    const pass = await runPass(null);
    const retried = couldNotLoad(pass) ? messageIds(event) : [];
    return { batchItemFailures: retried.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

function messageIds(event: unknown): readonly string[] {
  const records = (event as { Records?: unknown } | null | undefined)?.Records;
  if (!Array.isArray(records)) return [];
  return records
    .map((record: { messageId?: unknown } | null) => record?.messageId)
    .filter((id) => typeof id === 'string');
}
