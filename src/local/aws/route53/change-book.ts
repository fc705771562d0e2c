/** The changes that Route 53 has accepted, and how far they are. */
import { randomUUID } from 'node:crypto';
import { ApiError } from '../api-error.ts';
import { node, nodes, type XmlNode } from '../xml-writer.ts';
import { isoTime, type Route53Needs } from './action.ts';

export interface ChangeInfo {
  readonly id: string;
  readonly status: 'PENDING' | 'INSYNC';
  readonly submittedAtMs: number;
  readonly comment?: string | undefined;
}

export class ChangeBook {
  readonly #needs: Route53Needs;
  readonly #comments = new Map<string, string>();
  /** Of zones as a whole, which all name servers know at once. */
  readonly #ofZones = new Map<string, ChangeInfo>();

  constructor(needs: Route53Needs) {
    this.#needs = needs;
  }

  /** A zone has been made or deleted. */
  made(): ChangeInfo {
    const id = `C${randomUUID().replaceAll('-', '').slice(0, 20).toUpperCase()}`;
    const submittedAtMs = this.#needs.world.nowMs;
    this.#ofZones.set(id, { id, status: 'INSYNC', submittedAtMs });
    return { id, status: 'PENDING', submittedAtMs };
  }

  comment(id: string, comment: string): void {
    this.#comments.set(id, comment);
  }

  /** Throws `NoSuchChange`. */
  get(id: string): ChangeInfo {
    const ofZone = this.#ofZones.get(id);
    if (ofZone) return ofZone;
    const { world } = this.#needs;
    const status = world.changeStatus(id);
    const accepted = world.journal.findLast(
      (entry) => entry.kind === 'changeAccepted' && entry.changeId === id,
    );
    if (status === 'NoSuchChange' || accepted === undefined) {
      throw new ApiError('NoSuchChange', `Could not find resource with ID: /change/${id}`, 404);
    }
    return { id, status, submittedAtMs: accepted.atMs, comment: this.#comments.get(id) };
  }
}

export function changeInfoNode({ id, status, submittedAtMs, comment }: ChangeInfo): XmlNode {
  return node(
    'ChangeInfo',
    nodes({
      Id: `/change/${id}`,
      Status: status,
      SubmittedAt: isoTime(submittedAtMs),
      Comment: comment,
    }),
  );
}
