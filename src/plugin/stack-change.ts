/** Waits until a stack is as it was asked to be, and says what it is doing or why it could not. */
import { setTimeout as pause } from 'node:timers/promises';
import type { CloudFormation, StackEvent } from '../deployment/cloud-formation.ts';
import { Refusal } from './refusal.ts';

export interface Watch {
  readonly stackName: string;
  /** Events before this belong to earlier changes. */
  readonly sinceMs: number;
  readonly everyMs: number;
  readonly report: (text: string) => void;
}

const GOOD = ['CREATE_COMPLETE', 'UPDATE_COMPLETE'];

export async function untilChanged(stacks: CloudFormation, watch: Watch): Promise<void> {
  const status = await untilSettled(stacks, watch);
  if (status !== undefined && GOOD.includes(status)) return;
  throw await failure(stacks, watch, status);
}

export async function untilRemoved(stacks: CloudFormation, watch: Watch): Promise<void> {
  const status = await untilSettled(stacks, watch);
  if (status === undefined || status === 'DELETE_COMPLETE') return;
  throw await failure(stacks, watch, status);
}

/** `undefined`: the stack is gone. */
async function untilSettled(
  stacks: CloudFormation,
  { stackName, sinceMs, everyMs, report }: Watch,
): Promise<string | undefined> {
  for (;;) {
    const status = (await stacks.stack(stackName))?.status;
    if (!status?.endsWith('_IN_PROGRESS')) return status;
    const done = (await stacks.events(stackName)).filter(
      (event) => event.atMs >= sinceMs && event.status.endsWith('_COMPLETE'),
    );
    report(`${stackName}: ${new Set(done.map(({ logicalId }) => logicalId)).size} resources done`);
    await pause(everyMs);
  }
}

async function failure(
  stacks: CloudFormation,
  { stackName, sinceMs }: Watch,
  status = 'gone',
): Promise<Error> {
  const events = await stacks.events(stackName).catch(() => []);
  const reasons = failures(events.filter(({ atMs }) => atMs >= sinceMs));
  return new Refusal([`The stack ${stackName} is ${status}.`, ...reasons]);
}

/** The first ones are causes; what was cancelled because of them says nothing. */
export function failures(newestFirst: readonly StackEvent[]): readonly string[] {
  return newestFirst
    .filter(({ status, reason }) => status.endsWith('_FAILED') && !reason.includes('cancelled'))
    .toReversed()
    .map(({ logicalId, type, reason }) => `${logicalId} (${type}): ${reason}`);
}
