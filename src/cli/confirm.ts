/** Before traffic moves a person types the service's name; a script says it with `--confirm`. */
import type { CommandKind } from '../core/command.ts';
import { openConversation, type Terminal } from './conversation.ts';

/** Traffic is not moved, because nobody has said the service's name. */
export class NotConfirmedError extends Error {
  override readonly name = 'NotConfirmedError';
}

/** A stop asks nothing: an abort must be quick, and moves nobody to where they have not just been. */
const MOVES: ReadonlySet<CommandKind> = new Set(['failover', 'failback', 'approve']);

/** Rejects with `NotConfirmedError`. */
export async function confirmMove(
  kind: CommandKind,
  service: string,
  confirmed: string | undefined,
  { isTerminal, ask }: Terminal,
): Promise<void> {
  if (!MOVES.has(kind)) return;
  if (confirmed === undefined && !isTerminal) {
    throw new NotConfirmedError(
      `This moves users of ${service}. Say its name too: --confirm ${service}`,
    );
  }
  const said = confirmed ?? (await ask(`This moves users of ${service}. Type its name: `));
  if (said.trim() === service) return;
  throw new NotConfirmedError(`That is not the name of ${service}. Nothing was changed.`);
}

/** Rejects with `NotConfirmedError`, or `NoAnswerError`. */
export async function confirmWithPerson(
  kind: CommandKind,
  service: string,
  confirmed: string | undefined,
): Promise<void> {
  using conversation = openConversation();
  await confirmMove(kind, service, confirmed, conversation);
}
