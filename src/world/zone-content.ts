import type { ResourceRecordSet } from '../route53/record-set.ts';
import { indexRecords, type ZoneRecords } from '../route53/zone-records.ts';

/** All record sets of a zone as one change left them; indexed when first asked, and shared by all who hold it. */
export class ZoneContent {
  readonly sets: readonly ResourceRecordSet[];
  #index: ZoneRecords | undefined;

  constructor(sets: readonly ResourceRecordSet[]) {
    this.sets = sets;
  }

  get index(): ZoneRecords {
    this.#index ??= indexRecords(this.sets);
    return this.#index;
  }
}
