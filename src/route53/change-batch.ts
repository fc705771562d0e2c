import type { RecordChange, ResourceRecordSet } from './record-set.ts';
export interface BatchContext {
  readonly zoneName: string;
  healthCheckExists(id: string): boolean;
}
export type BatchResult =
  | { readonly ok: true; readonly sets: readonly ResourceRecordSet[] }
  | {
      readonly ok: false;
      readonly error: 'InvalidChangeBatch' | 'NoSuchHealthCheck' | 'InvalidInput';
      readonly messages: readonly string[];
    };
export function applyBatch(
  sets: readonly ResourceRecordSet[],
  _changes: readonly RecordChange[],
  _context: BatchContext,
): BatchResult {
  return { ok: true, sets };
}
