/** What a function answered to a person, and the exit code that a script gets. */
import * as z from 'zod/mini';
import { EXIT } from './exit.ts';

const outcome = z.enum(['done', 'waiting', 'refused', 'nothingToDo', 'badRequest', 'failed']);

const schema = z.looseObject({
  text: z.string(),
  outcome,
  answers: z.optional(z.record(z.string(), z.looseObject({ outcome }))),
});

export type OperatorReply = z.infer<typeof schema>;

type Outcome = z.infer<typeof outcome>;

const EXIT_OF: Readonly<Record<Outcome, number>> = {
  done: EXIT.done,
  nothingToDo: EXIT.done,
  waiting: EXIT.waiting,
  refused: EXIT.refused,
  badRequest: EXIT.usage,
  failed: EXIT.error,
};

/** `undefined` where it is no answer of a function of Switchback. */
export function parseReply(answer: unknown): OperatorReply | undefined {
  return schema.safeParse(answer).data;
}

/** Services that were answered differently are `partial`, unless one failed altogether. */
export function exitCodeOf({ outcome: whole, answers = {} }: OperatorReply): number {
  if (whole === 'failed') return EXIT.error;
  const codes = new Set(Object.values(answers).map(({ outcome: one }) => EXIT_OF[one]));
  return codes.size > 1 ? EXIT.partial : EXIT_OF[whole];
}
