/** Sending a command to the functions `failback` and `operate`, and saying what came of it. */
import type { CommandReply } from '../../src/functions/command-function.ts';
import type { StatusReply } from '../../src/functions/operate-function.ts';
import { MINUTE } from '../reconcile/scene.ts';
import { once } from './corpus-case.ts';
import { WatchedScene } from './watched-scene.ts';

type Reply = CommandReply | StatusReply;

/** Outcome and reason; for a payload that was not understood the paths of its faults. What should not be is added. */
export function said(reply: Reply): string {
  if (!('answers' in reply)) return `status ${reply.outcome}`;
  if (reply.outcome === 'badRequest') {
    const isPlain = /^[ -~\n–…]{1,8000}$/.test(reply.text);
    return `X(${reply.faults.map(({ path }) => path).join(', ')})${isPlain ? '' : ' said raw'}`;
  }
  const [answer] = Object.values(reply.answers);
  if (answer === undefined) return reply.outcome;
  const { outcome, because } = answer;
  return outcome === 'refused' ? `X(${because})` : `${outcome}: ${because}`;
}

/** With what was moved, and for a payload that was not understood with everything that was done at all. */
function withEffects(watched: WatchedScene, reply: Reply): string {
  const { passes, changes, switchedOn, saves } = watched.takeEffects();
  const moved = changes + switchedOn > 0 ? ', moves' : '';
  const isUnderstood = reply.outcome !== 'badRequest';
  return said(reply) + moved + (!isUnderstood && passes + saves > 0 ? ', did something' : '');
}

export type Target = 'failback' | 'operate';

export async function send(watched: WatchedScene, to: Target, payload: unknown): Promise<string> {
  watched.takeEffects();
  return withEffects(watched, await watched[to](payload));
}

export const atRest = once(() => WatchedScene.of());
/** Held, and the primary well for long enough: a failback would begin. */
export async function ready(): Promise<WatchedScene> {
  const watched = await WatchedScene.of();
  await watched.scene.readyToReturn();
  return watched;
}
export async function returning(): Promise<WatchedScene> {
  const watched = await ready();
  await watched.failback(FAILBACK);
  return watched;
}

export const FAILBACK = { command: 'failback', service: 'shop', reason: 'all well' };
export const ABORT = { command: 'abort', service: 'shop' };
export const PAUSE = { command: 'pause', service: 'shop', reason: 'works', forMs: 60 * MINUTE };
export const FAILOVER = { command: 'failover', service: 'shop', reason: 'move' };
export const OVER = 'shop-20200101-000000';
/** Which case, what it is, what is done, what becomes of it, and why that is not what the failure model says. */
export type CommandRow = readonly [string, string, () => Promise<string>, string, string?];
