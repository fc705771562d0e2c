/** The name servers together, and how changes of records and of health reach each of them in its own time. */
import type { Answer, Outcome } from '../route53/answer.ts';
import type { RecordType } from '../route53/record-set.ts';
import type { Agenda } from './agenda.ts';
import type { CheckFacts } from './check-book.ts';
import { NameServer } from './name-server.ts';
import type { WorldParameters } from './parameters.ts';
import type { Chance } from './random.ts';
import type { ZoneContent } from './zone-content.ts';
import type { NamedZone } from './zones.ts';

interface DnsNeeds {
  readonly agenda: Agenda;
  readonly parameters: WorldParameters;
  readonly changeChance: Chance;
  readonly statusChance: Chance;
}

export interface NameServerReply {
  /** `undefined`: the name is in none of this account. */
  readonly zone: NamedZone | undefined;
  /** `undefined`: the name server does not serve the zone (yet). */
  readonly answer: Answer | undefined;
}

/** Gives something to a name server, which answers what names may be answered otherwise for it. */
type Receive = (nameServer: NameServer) => readonly string[];

export class Dns {
  readonly nameServers: readonly NameServer[];
  readonly #needs: DnsNeeds;
  /** By name server and subject: the newest arrival planned, which a later change must not overtake. */
  readonly #arrivals = new Map<string, number>();
  readonly #averages = new Map<string, { version: number; answer: Answer | undefined }>();
  readonly #changedNames = new Set<string>();
  #version = 0;

  constructor(needs: DnsNeeds) {
    this.#needs = needs;
    this.nameServers = Array.from({ length: needs.parameters.nameServers }, () => new NameServer());
  }

  /** Grows whenever any name server may answer something else than before. */
  get version(): number {
    return this.#version;
  }

  /** A check or a zone that is new, or a zone that is gone: known to all name servers at once. */
  introduce(receive: Receive): void {
    for (const nameServer of this.nameServers) this.#pass(receive, nameServer);
    this.#version += 1;
  }

  /** Names whose answer may be another than when they were last asked for; each of them is named once. */
  takeChangedNames(): readonly string[] {
    const names = [...this.#changedNames];
    this.#changedNames.clear();
    return names;
  }

  carryFacts(checkId: string, facts: CheckFacts, whenAllKnow: () => void): void {
    const { statusChance, parameters } = this.#needs;
    this.#carry(
      `check ${checkId}`,
      () => statusChance.whole(parameters.statusToDnsMs),
      (nameServer) => nameServer.receiveFacts(checkId, facts),
      whenAllKnow,
    );
  }

  carryZone(zoneId: string, content: ZoneContent, whenAllKnow: () => void): void {
    const { changeChance, parameters } = this.#needs;
    const insyncMs = changeChance.whole(parameters.changeInsyncMs);
    const range = { min: Math.min(parameters.changeFirstSeenMs, insyncMs), max: insyncMs };
    this.#carry(
      `zone ${zoneId}`,
      () => changeChance.whole(range),
      (nameServer) => nameServer.receiveZone(zoneId, content),
      whenAllKnow,
    );
  }

  /**
   * The distribution that users meet, averaged over the name servers. Shares add up to less than 1 while some of them
   * have no answer; `undefined` when none of them serves the zone.
   */
  answer(zoneId: string, name: string, type: RecordType): Answer | undefined {
    const key = `${zoneId} ${name} ${type}`;
    const kept = this.#averages.get(key);
    if (kept?.version === this.#version) return kept.answer;
    const answer = this.#average(zoneId, name, type);
    this.#averages.set(key, { version: this.#version, answer });
    return answer;
  }

  /** As one name server answers now. */
  replyOf(
    index: number,
    zone: NamedZone | undefined,
    name: string,
    type: RecordType,
  ): NameServerReply {
    const nameServer = this.nameServers[index];
    if (nameServer === undefined) throw new RangeError(`There is no name server ${index}.`);
    return { zone, answer: zone && nameServer.answer(zone.id, name, type) };
  }

  #average(zoneId: string, name: string, type: RecordType): Answer | undefined {
    const answers = this.nameServers.map((nameServer) => nameServer.answer(zoneId, name, type));
    const outcomes = answers.flatMap((answer) =>
      answer?.kind === 'answer' ? answer.outcomes : [],
    );
    return outcomes.length === 0
      ? answers.find((answer) => answer !== undefined)
      : { kind: 'answer', outcomes: merged(outcomes, this.nameServers.length) };
  }

  #carry(subject: string, delay: () => number, receive: Receive, whenAllKnow: () => void): void {
    const { agenda } = this.#needs;
    let missing = this.nameServers.length;
    for (const [index, nameServer] of this.nameServers.entries()) {
      const key = `${index} ${subject}`;
      const atMs = Math.max(agenda.nowMs + delay(), this.#arrivals.get(key) ?? 0);
      this.#arrivals.set(key, atMs);
      agenda.at(atMs, () => {
        this.#pass(receive, nameServer);
        this.#version += 1;
        missing -= 1;
        if (missing === 0) whenAllKnow();
      });
    }
  }

  #pass(receive: Receive, nameServer: NameServer): void {
    for (const name of receive(nameServer)) this.#changedNames.add(name);
  }
}

function merged(outcomes: readonly Outcome[], nameServers: number): readonly Outcome[] {
  const byRecord = new Map<string, Outcome>();
  for (const outcome of outcomes) {
    const key = JSON.stringify(outcome.set);
    const share = outcome.share / nameServers + (byRecord.get(key)?.share ?? 0);
    byRecord.set(key, { ...outcome, share });
  }
  return [...byRecord.values()];
}
