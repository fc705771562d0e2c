/** S9: what a command is answered, and what it may do. */
import type { CommandAnswer } from '../../src/core/command.ts';
import type { CommandReply } from '../../src/functions/command-function.ts';
import type { Ground } from '../ground.ts';
import type { Payload } from '../operators.ts';

const EXPIRES_MS = 10 * 60_000;
/** No skew that is usual makes an old command young. */
const GRACE_MS = 6000;

export function judgeReply(
  ground: Ground,
  payload: Payload,
  sentAtMs: number,
  reply: CommandReply | undefined,
): void {
  if (reply === undefined) return;
  const ageMs = payload.issuedAtMs === undefined ? 0 : sentAtMs - payload.issuedAtMs;
  const isOld = ageMs > EXPIRES_MS + GRACE_MS && payload.command !== 'abort';
  if (isOld && ground.swarm.skew.extremeMs === 0 && reply.outcome !== 'badRequest') {
    ground.violate('S9', `${payload.id} is ${ageMs} ms old and was answered ${reply.outcome}`);
  }
  for (const [service, answer] of Object.entries(reply.answers)) {
    judgeAnswer(ground, payload, service, answer);
  }
}

function judgeAnswer(
  ground: Ground,
  payload: Payload,
  service: string,
  answer: CommandAnswer,
): void {
  const truth = ground.truth.of(service);
  const wish = JSON.stringify([
    payload.command,
    payload.service,
    payload.who,
    payload.reason,
    payload.forMs,
    payload.incident,
  ]);
  const key = `${service} ${payload.id}`;
  const first = ground.truth.answered.get(key);
  if (first === undefined || first.epoch !== truth.epoch) {
    // An abort is obeyed under any id, and may be answered before the command that took it; and what a pass saved before
    // the item was written over, it may answer only afterwards.
    const isKept = truth.taken.has(payload.id);
    if (isKept && answer.because !== 'idUsedForAnother' && payload.command !== 'abort') {
      const said = { wish, answer: JSON.stringify(answer), epoch: truth.epoch };
      ground.truth.answered.set(key, said);
    }
    return;
  }
  // Only the last ten are remembered.
  if (!truth.remembers(payload.id)) return;
  if (first.wish === wish) {
    ground.reach('the same command again gets the same answer');
    if (first.answer !== JSON.stringify(answer)) {
      ground.violate('S9', `${key} was answered ${first.answer}, then ${JSON.stringify(answer)}`);
    }
    return;
  }
  // Nothing may keep an abort from being obeyed.
  if (payload.command === 'abort') return;
  ground.reach('the same id for another command is refused');
  if (answer.because !== 'idUsedForAnother') {
    ground.violate('S9', `${key} was obeyed with another wish: ${answer.because}`);
  }
}
