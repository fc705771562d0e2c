/** Hosted zones as the control plane sees them: a change is accepted whole or refused whole, and shows in List at once. */
import { type Change, ChangeRefused, type ChangeStatus } from '../ports.ts';
import { applyBatch } from '../route53/change-batch.ts';
import type { ResourceRecordSet } from '../route53/record-set.ts';
import { ZoneContent } from './zone-content.ts';

interface AcceptedChange {
  readonly changeId: string;
  readonly zoneId: string;
  readonly changes: readonly Change[];
  readonly content: ZoneContent;
}

/** A hosted zone by its names. */
export interface NamedZone {
  readonly id: string;
  readonly name: string;
}

interface HostedZone {
  readonly name: string;
  content: ZoneContent;
}

export class Zones {
  readonly #zones = new Map<string, HostedZone>();
  readonly #changes = new Map<string, ChangeStatus>();
  readonly #healthCheckExists: (id: string) => boolean;
  /** Told of every accepted change, so that it can be carried to the name servers. */
  readonly #accepted: (change: AcceptedChange) => void;

  constructor(
    healthCheckExists: (id: string) => boolean,
    accepted: (change: AcceptedChange) => void,
  ) {
    this.#healthCheckExists = healthCheckExists;
    this.#accepted = accepted;
  }

  /** Answers what Route 53 itself puts into a new zone. */
  create(zoneId: string, name: string): ZoneContent {
    const content = new ZoneContent(apexRecords(name));
    this.#zones.set(zoneId, { name, content });
    return content;
  }

  /** Answers the change's id. Throws `ChangeRefused`. */
  change(zoneId: string, changes: readonly Change[]): string {
    const zone = this.#zones.get(zoneId);
    if (!zone) throw new ChangeRefused([`No hosted zone found with ID: ${zoneId}`]);
    const result = applyBatch(zone.content.sets, changes, {
      zoneName: zone.name,
      healthCheckExists: this.#healthCheckExists,
    });
    if (!result.ok) throw new ChangeRefused(result.messages);
    const changeId = `C${String(this.#changes.size + 1).padStart(13, '0')}`;
    zone.content = new ZoneContent(result.sets);
    this.#changes.set(changeId, 'PENDING');
    this.#accepted({ changeId, zoneId, changes, content: zone.content });
    return changeId;
  }

  list(zoneId: string): readonly ResourceRecordSet[] | undefined {
    return this.#zones.get(zoneId)?.content.sets;
  }

  all(): readonly NamedZone[] {
    return [...this.#zones].map(([id, { name }]) => ({ id, name }));
  }

  delete(zoneId: string): void {
    this.#zones.delete(zoneId);
  }

  settle(changeId: string): void {
    this.#changes.set(changeId, 'INSYNC');
  }

  changeStatus(changeId: string): ChangeStatus {
    return this.#changes.get(changeId) ?? 'NoSuchChange';
  }

  /** The zone that holds a name: the one with the longest name that ends it. */
  holding(name: string): NamedZone | undefined {
    const holding = [...this.#zones]
      .filter(([, zone]) => name === zone.name || name.endsWith(`.${zone.name}`))
      .sort(([, one], [, other]) => other.name.length - one.name.length);
    const [found] = holding;
    return found && { id: found[0], name: found[1].name };
  }
}

const DAYS_2 = 172_800;

function apexRecords(zoneName: string): ResourceRecordSet[] {
  const servers = [1, 2, 3, 4].map((number) => `ns-${number}.awsdns.example.`);
  const soa = `${servers[0]} awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400`;
  return [
    {
      Name: zoneName,
      Type: 'NS',
      TTL: DAYS_2,
      ResourceRecords: servers.map((Value) => ({ Value })),
    },
    { Name: zoneName, Type: 'SOA', TTL: 900, ResourceRecords: [{ Value: soa }] },
  ];
}
