/** One of the name servers: it answers by the records and by the statuses that have reached it so far. */
import { type Answer, answer } from '../route53/answer.ts';
import type { HealthStatus } from '../route53/health-check.ts';
import type { RecordType } from '../route53/record-set.ts';
import { CheckBook, type CheckFacts } from './check-book.ts';
import type { ZoneContent } from './zone-content.ts';

export class NameServer {
  readonly #checks = new CheckBook();
  readonly #zones = new Map<string, { content: ZoneContent; answers: Map<string, Answer> }>();
  readonly #status = (checkId: string): HealthStatus => this.#checks.status(checkId);

  receiveFacts(checkId: string, facts: CheckFacts): void {
    this.#checks.set(checkId, facts);
    for (const zone of this.#zones.values()) zone.answers.clear();
  }

  receiveZone(zoneId: string, content: ZoneContent): void {
    this.#zones.set(zoneId, { content, answers: new Map() });
  }

  /** `undefined`: it does not serve that zone (yet). */
  answer(zoneId: string, name: string, type: RecordType): Answer | undefined {
    const zone = this.#zones.get(zoneId);
    if (zone === undefined) return undefined;
    const key = `${name} ${type}`;
    const kept = zone.answers.get(key);
    if (kept) return kept;
    const made = answer(zone.content.index, name, type, this.#status);
    zone.answers.set(key, made);
    return made;
  }
}
