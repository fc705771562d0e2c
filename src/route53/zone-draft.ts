/** A zone while a batch is tried on it: what stands at each name, free to change until the batch is accepted. */
import type { RecordType, ResourceRecordSet } from './record-set.ts';

/** Record sets by name. */
export type ZoneDraft = Map<string, readonly ResourceRecordSet[]>;

/** A draft of its own: the record sets given stay as they are. */
export function draftOf(sets: readonly ResourceRecordSet[]): ZoneDraft {
  const draft = new Map<string, ResourceRecordSet[]>();
  for (const set of sets) {
    const here = draft.get(set.Name);
    if (here) here.push(set);
    else draft.set(set.Name, [set]);
  }
  return draft;
}

/** All record sets of a draft, those of one name together. */
export function setsOf(draft: ZoneDraft): readonly ResourceRecordSet[] {
  return [...draft.values()].flat();
}

/** What stands at a name, of every type. */
export function setsAt(draft: ZoneDraft, name: string): readonly ResourceRecordSet[] {
  return draft.get(name) ?? [];
}

/** The members of one group. */
export function groupAt(
  draft: ZoneDraft,
  name: string,
  type: RecordType,
): readonly ResourceRecordSet[] {
  return setsAt(draft, name).filter((set) => set.Type === type);
}

/** The record set with the same name, type and set identifier. */
export function standing(
  draft: ZoneDraft,
  wanted: ResourceRecordSet,
): ResourceRecordSet | undefined {
  return setsAt(draft, wanted.Name).find((set) => isSameSet(set, wanted));
}

/** Puts a record set in the place of the one with its key, or beside the others. */
export function put(draft: ZoneDraft, set: ResourceRecordSet): void {
  const here = setsAt(draft, set.Name);
  const at = here.findIndex((other) => isSameSet(other, set));
  draft.set(set.Name, at < 0 ? [...here, set] : here.with(at, set));
}

/** Takes the record set with that key away. */
export function remove(draft: ZoneDraft, set: ResourceRecordSet): void {
  const left = setsAt(draft, set.Name).filter((other) => !isSameSet(other, set));
  draft.set(set.Name, left);
}

/** Whether two record sets of one name have the same type and set identifier, and so the same key. */
export function isSameSet(a: ResourceRecordSet, b: ResourceRecordSet): boolean {
  return a.Type === b.Type && a.SetIdentifier === b.SetIdentifier;
}
