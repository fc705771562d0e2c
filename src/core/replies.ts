/** What the zone's name servers said, read as one. They must agree: Route 53's locations can see things differently. */
import type { AnsweredSide } from './observation.ts';
import { known, type Reading, unknown } from './reading.ts';
import { type AddressType, type Service, SIDES, type Side } from './service.ts';

export type Replies = readonly Reading<readonly string[]>[];

/** The one word that every name server which answered gave. */
export function readWitness<T extends string>(
  replies: Replies | undefined,
  words: readonly T[],
): Reading<T> {
  const said = answersOf(replies);
  if (!said.known) return said;
  const different = new Set(said.value.map((values) => values.join(' ')));
  if (different.size > 1) return unknown(`name servers disagree: ${[...different].join(' / ')}`);
  const word = words.find((candidate) => different.has(candidate));
  return word === undefined
    ? unknown(`unexpected answer ${JSON.stringify([...different][0])}`)
    : known(word);
}

/** Which side's values the name servers give for one of the service's names. */
export function readAnswer(
  replies: Replies | undefined,
  service: Service,
  type: AddressType,
): Reading<AnsweredSide> {
  const said = answersOf(replies);
  if (!said.known) return said;
  const sides = said.value.map((values) => SIDES.find((side) => isOf(service, side, type, values)));
  if (sides.includes(undefined)) return unknown('an answer that is neither side’s');
  const [first] = sides;
  if (first === undefined) return unknown('no answer');
  return known(sides.every((side) => side === first) ? first : 'mixed');
}

function isOf(service: Service, side: Side, type: AddressType, values: readonly string[]): boolean {
  const { target } = service[side];
  if (target.kind === 'alias') return false;
  const expected = target.values[type] ?? [];
  return expected.length === values.length && expected.every((value) => values.includes(value));
}

function answersOf(replies: Replies | undefined): Reading<readonly (readonly string[])[]> {
  if (replies === undefined) return unknown('not asked');
  const answers = replies.flatMap((reply) => (reply.known ? [reply.value] : []));
  if (answers.length > 0) return known(answers);
  const [first] = replies;
  return unknown(first !== undefined && !first.known ? first.why : 'no name server answered');
}
