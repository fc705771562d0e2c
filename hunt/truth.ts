/** What is so in the account, whatever the passes were told: committed states, landed changes, delivered messages. */
import type { Service } from '../src/core/service.ts';
import type { ServiceState, Weights } from '../src/core/state.ts';
import type { Notification } from '../src/messages/message.ts';
import type { Change, ConditionalItem, TimelineItem } from '../src/ports.ts';
import type { ResourceRecordSet } from '../src/route53/record-set.ts';
import type { JournalEntry } from '../src/world/journal.ts';
import type { Ground } from './ground.ts';
import { judgeCommit } from './invariants/commits.ts';
import { judgeLanding, judgeSent } from './invariants/landings.ts';
import { judgeMessage, judgeTimeline } from './invariants/telling.ts';
import type { Invocation, Look } from './invocation.ts';
import { type Landing, ServiceTruth } from './service-truth.ts';
import { fenceOf, isOfService, weightsOf } from './zone-reading.ts';

interface Answered {
  readonly wish: string;
  readonly answer: string;
  readonly epoch: number;
}

export class Truth {
  readonly services: ReadonlyMap<string, ServiceTruth>;
  /** By key: what every copy of the message says, and under which configuration it was written. */
  readonly messages = new Map<string, { readonly text: string; readonly hash: string }>();
  /** Keys of messages that a digest may have told instead. */
  readonly digested = new Set<string>();
  readonly timeline = new Map<string, string>();
  /** The first answer to each command id, by service. */
  readonly answered = new Map<string, Answered>();
  /** Automatic acts, as they were committed. */
  readonly acts: { service: Service; towards: string; atMs: number }[] = [];
  readonly #ground: Ground;
  readonly #byChange = new Map<string, Landing[]>();
  #followed = 0;
  /** Grows with each commit. */
  commits = 0;

  constructor(ground: Ground) {
    this.#ground = ground;
    this.services = new Map(
      ground.services.map((service) => [service.id, new ServiceTruth(service)]),
    );
  }

  of(id: string): ServiceTruth {
    const found = this.services.get(id);
    if (found === undefined) throw new Error(`no service ${id} is hunted`);
    return found;
  }

  weights(service: Service): Weights | null {
    return weightsOf(service, this.#ground.world.records(service.zone.id));
  }

  /** Newest versions, for what is about to be read. */
  versions(ids: readonly string[]): ReadonlyMap<string, number> {
    return new Map(ids.map((id) => [id, this.services.get(id)?.state?.version ?? 0]));
  }

  loaded(newest: ReadonlyMap<string, number>, items: ReadonlyMap<string, unknown>): void {
    for (const [id, version] of newest) {
      const seen = (items.get(id) as { version?: unknown } | undefined)?.version ?? 0;
      if (typeof seen === 'number' && seen < version && version > 0) {
        this.#ground.violate('S2', `${id}: version ${seen} was read after ${version} was saved`);
      }
    }
  }

  sent(changes: readonly Change[]): void {
    judgeSent(this.#ground, changes);
  }

  /** Right after a save took effect, if it did. */
  saved(invocation: Invocation, look: Look, items: ReadonlyMap<string, ConditionalItem>): void {
    // What Route 53 has just told the pass must be known here too.
    this.follow();
    for (const [id, { item }] of items) {
      const truth = this.services.get(id);
      if (truth === undefined) continue;
      const json = this.#ground.world.storedState(id);
      if (json === truth.json) continue;
      const before = truth.state;
      if (isOfNewCode(truth.json) && !invocation.isNewCode) {
        this.#ground.violate('S20', `${id}: old code wrote over an item of newer code`);
      }
      truth.json = json;
      truth.state = item as ServiceState;
      truth.lastGood = truth.state;
      this.commits += 1;
      if (invocation.isNewCode) truth.hadNewSchema = true;
      const committed = {
        state: truth.state,
        atMs: this.#ground.nowMs,
        invocation,
        look,
        skewMs: invocation.skewMs,
      };
      if (before?.holdSwitch.position !== truth.state.holdSwitch.position) {
        truth.switchedAtMs = this.#ground.nowMs;
      }
      judgeCommit(this.#ground, truth, before, committed);
      truth.history.set(truth.state.version, committed);
    }
  }

  /** Right after somebody wrote over an item, or deleted it. */
  overwritten(id: string, state: ServiceState | undefined): void {
    const truth = this.of(id);
    truth.json = this.#ground.world.storedState(id);
    truth.state = state;
    truth.epoch += 1;
    truth.switchedAtMs = this.#ground.nowMs;
    truth.restored = true;
    truth.history.clear();
    truth.taken.clear();
    if (state !== undefined) for (const item of state.outbox) truth.outbox.set(item.version, item);
  }

  handEdited(id: string): void {
    const truth = this.of(id);
    truth.edited = true;
    truth.lastHandEditMs = this.#ground.nowMs;
  }

  /** Right after a batch of a pass took effect, if it did. */
  changed(
    invocation: Invocation,
    look: Look,
    before: readonly ResourceRecordSet[],
    accepted: JournalEntry | undefined,
  ): void {
    if (accepted?.kind !== 'changeAccepted') return;
    const { changes, changeId, zoneId } = accepted;
    const after = this.#ground.world.records(zoneId);
    for (const truth of this.services.values()) {
      const own = changes.filter(({ set }) => isOfService(truth.service, set.Name));
      if (own.length === 0) continue;
      const fence = own.map(({ set }) => fenceOf(truth.service, set)).find((one) => one !== null);
      const landing: Landing = {
        ...(fence ?? { generation: -1, version: -1, weights: null }),
        atMs: this.#ground.nowMs,
        changeId,
        epoch: epochOf(truth, fence?.version),
        changes: own,
        insyncAtMs: null,
      };
      judgeLanding(this.#ground, truth, landing, { before, after, invocation, look });
      truth.landings.push(landing);
      this.#byChange.set(changeId, [...(this.#byChange.get(changeId) ?? []), landing]);
    }
  }

  published(invocation: Invocation, notification: Notification): void {
    judgeMessage(this.#ground, invocation, notification);
  }

  toldTimeline(items: readonly TimelineItem[]): void {
    for (const item of items) judgeTimeline(this.#ground, item);
  }

  /** Writes down what has happened in the account since. */
  follow(): void {
    const { journal } = this.#ground.world;
    for (; this.#followed < journal.length; this.#followed += 1) {
      const entry = journal[this.#followed];
      if (entry !== undefined) this.#followEntry(entry);
    }
  }

  #followEntry(entry: JournalEntry): void {
    const { trail } = this.#ground;
    switch (entry.kind) {
      case 'checkFlipped':
        trail.note('check', `${entry.checkId} ${entry.status} at ${entry.atMs}`);
        break;
      case 'changeAccepted':
        trail.note('accepted', `${entry.changeId} ${entry.changes.map(brief).join(', ')}`);
        break;
      case 'changeInsync':
        for (const landing of this.#byChange.get(entry.changeId) ?? []) {
          landing.insyncAtMs = entry.atMs;
        }
        trail.note('insync', entry.changeId);
        break;
      case 'holdSeenByDns':
        trail.note('switch', `${entry.service} is ${entry.position} in DNS`);
        break;
      case 'alarmChanged':
        trail.note('alarm', `${entry.name} ${entry.to}`);
        break;
      default:
        break;
    }
  }
}

function isOfNewCode(json: string | undefined): boolean {
  return json?.includes('"schemaVersion":2') ?? false;
}

function brief({ action, set }: Change): string {
  const weight = set.Weight === undefined ? '' : ` ${set.SetIdentifier} ${set.Weight}`;
  return `${action} ${set.Name}${weight}`;
}

/** What was decided by an item that somebody has written over since may land late: it is of the time before. */
function epochOf({ epoch, history }: ServiceTruth, version: number | undefined): number {
  const isOfBefore = epoch > 0 && version !== undefined && !history.has(version);
  return isOfBefore ? epoch - 1 : epoch;
}
