/** One of the name servers: it answers by the records and by the statuses that have reached it so far. */
import { type Answer, answer } from '../route53/answer.ts';
import type { RecordType } from '../route53/record-set.ts';
import { CheckBook, type CheckFacts } from './check-book.ts';
import type { ZoneContent } from './zone-content.ts';

interface KeptAnswer {
  readonly name: string;
  readonly answer: Answer;
}

/** Answers are kept until something that they were worked out from changes. */
interface ServedZone {
  readonly content: ZoneContent;
  readonly kept: Map<string, KeptAnswer>;
  /** Questions by the checks that were consulted for their answers. */
  readonly consulted: Map<string, Set<string>>;
}

export class NameServer {
  readonly #checks = new CheckBook();
  readonly #zones = new Map<string, ServedZone>();

  /** Answers the names that may be answered otherwise from now on, of those that were asked for. */
  receiveFacts(checkId: string, facts: CheckFacts): readonly string[] {
    this.#checks.set(checkId, facts);
    const affected = this.#checks.affectedBy(checkId);
    return [...this.#zones.values()].flatMap((zone) => affected.flatMap((id) => forget(zone, id)));
  }

  /** Answers the names that may be answered otherwise from now on, of those that were asked for. */
  receiveZone(zoneId: string, content: ZoneContent): readonly string[] {
    const before = this.#zones.get(zoneId);
    this.#zones.set(zoneId, { content, kept: new Map(), consulted: new Map() });
    return [...(before?.kept.values() ?? [])].map(({ name }) => name);
  }

  /** It serves the zone no more; a change that is still on its way makes no difference, since nobody asks by that id. */
  dropZone(zoneId: string): readonly string[] {
    const kept = this.#zones.get(zoneId)?.kept.values() ?? [];
    this.#zones.delete(zoneId);
    return [...kept].map(({ name }) => name);
  }

  /** `undefined`: it does not serve that zone (yet). */
  answer(zoneId: string, name: string, type: RecordType): Answer | undefined {
    const zone = this.#zones.get(zoneId);
    if (zone === undefined) return undefined;
    const question = `${name} ${type}`;
    const kept = zone.kept.get(question);
    if (kept) return kept.answer;
    const made = answer(zone.content.index, name, type, (checkId) => {
      remember(zone, checkId, question);
      return this.#checks.status(checkId);
    });
    zone.kept.set(question, { name, answer: made });
    return made;
  }
}

function remember({ consulted }: ServedZone, checkId: string, question: string): void {
  const questions = consulted.get(checkId);
  if (questions) questions.add(question);
  else consulted.set(checkId, new Set([question]));
}

function forget({ kept, consulted }: ServedZone, checkId: string): readonly string[] {
  const names: string[] = [];
  for (const question of consulted.get(checkId) ?? []) {
    const answered = kept.get(question);
    if (answered) names.push(answered.name);
    kept.delete(question);
  }
  consulted.delete(checkId);
  return names;
}
