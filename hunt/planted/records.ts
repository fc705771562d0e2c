/** Mistakes about the records in Route 53, their fence and what is read of them. */
import type { PlantedBug } from './bug.ts';

export const RECORDS_BUGS: readonly PlantedBug[] = [
  {
    name: 'adopted-taken-for-insync',
    sentence:
      'Records that a person adopts count as everywhere at once, whenever they were changed.',
    patches: [
      {
        file: 'src/core/adopt.ts',
        find: "  return records.progress.status === 'insync' ? wantAgain(draft, records, nowMs) : draft;",
        replace: '  return draft;',
      },
    ],
    breaks: ['S7'],
    caughtBy: ['hunter'],
  },
  {
    name: 'adopted-without-weights',
    sentence:
      'Records without any weight are adopted, so that Route 53 answers with both sides alike.',
    patches: [
      {
        file: 'src/core/adopt.ts',
        find: '  if (weights.primary + weights.secondary === 0) return draft;\n',
        replace: '',
      },
    ],
    breaks: ['S1'],
    caughtBy: ['hunter'],
  },
  {
    name: 'upsert-without-fence',
    sentence:
      'The fence record is written by UPSERT, so that a late change is not refused any more.',
    patches: [
      {
        file: 'src/core/plan-change.ts',
        find: "return [{ action: 'CREATE', set: fence }, ...upserts];",
        replace: "return [{ action: 'UPSERT', set: fence }, ...upserts];",
      },
    ],
    breaks: ['S2', 'S6'],
    caughtBy: ['hunter'],
  },
  {
    name: 'fence-not-in-intent',
    sentence:
      "The fence's number is read in the zone just before sending instead of being saved with the intent: a late change gets a fresh one.",
    patches: [
      {
        file: 'src/reconcile/change-records.ts',
        find: "import type { ZoneIndex } from '../core/read-records.ts';",
        replace:
          "import { indexZone, readRecords, type ZoneIndex } from '../core/read-records.ts';",
      },
      {
        file: 'src/reconcile/change-records.ts',
        find: '    const zone = zones.get(zoneId);\n    if (!zone?.known) continue;',
        replace:
          "    const lists = await faults.attempt('listing', () => records.list([zoneId]));\n    const listed = lists?.get(zoneId);\n    if (!listed?.known) continue;\n    const zone = { value: indexZone(listed.value) };",
      },
      {
        file: 'src/reconcile/change-records.ts',
        find: '[{ service: service.id, changes: planChange(service, state.records, zone) }]',
        replace:
          '[{ service: service.id, changes: planChange(service, { ...state.records, generation: (readRecords(service, zone).fence?.generation ?? 0) + 1 }, zone) }]',
      },
    ],
    breaks: ['S2', 'S5', 'S8'],
    caughtBy: ['hunter'],
  },
  {
    name: 'refused-create-sent-again',
    sentence: 'A change that the fence refused is sent again under the next number.',
    patches: [
      {
        file: 'src/reconcile/change-records.ts',
        find: '    if (!(cause instanceof ChangeRefused) || batch.length === 1) {',
        replace:
          '    const next = batch.map(withNextFence);\n    if (cause instanceof ChangeRefused) return sendBatch(records, zoneId, next, faults);\n    if (!(cause instanceof ChangeRefused) || batch.length === 1) {',
      },
      {
        file: 'src/reconcile/change-records.ts',
        find: "/** One service's fault must not keep the others of its batch from moving. */",
        replace: `function withNextFence(wanted: Wanted): Wanted {
  const changes = wanted.changes.map(({ action, set }) => {
    if (action !== 'CREATE') return { action, set };
    const Name = set.Name.replace(/\\d+/, (n) => String(Number(n) + 1).padStart(6, '0'));
    return { action, set: { ...set, Name } };
  });
  return { ...wanted, changes };
}
`,
      },
    ],
    breaks: ['S2', 'S5', 'S8'],
    caughtBy: ['hunter'],
  },
  {
    name: 'lost-answer-ignored',
    sentence: 'A change that landed while its answer was lost is never followed up.',
    patches: [
      {
        file: 'src/core/change.ts',
        find: "  if (records.kind === 'landedUnseen') return isAbandoned(intent.decidedAtMs, nowMs);\n",
        replace: '',
      },
    ],
    breaks: ['L2', 'L3', 'L6'],
    caughtBy: ['hunter'],
  },
  {
    name: 'weights-both-zero',
    sentence:
      "The hold takes the primary's weight to 0 and forgets to raise the secondary's: both are 0.",
    patches: [
      {
        file: 'src/core/hold.ts',
        find: 'withState(wantWeights(switched, HELD, nowMs), {',
        replace:
          'withState(wantWeights(switched, { primary: 0, secondary: draft.state.records?.weights.secondary ?? 0 }, nowMs), {',
      },
    ],
    breaks: ['S1'],
    caughtBy: ['hunter'],
  },
  {
    name: 'first-page-only',
    sentence: "Only the first page of the zone's records is read.",
    patches: [
      {
        file: 'src/adapters/route53-records.ts',
        find: '    if (!answer.IsTruncated) return sets;\n',
        replace: '    if (sets.length > 0 || !answer.IsTruncated) return sets;\n',
      },
    ],
    breaks: [],
    caughtBy: [{ test: 'test/adapters/contract.test.ts' }],
  },
  {
    name: 'record-made-anew',
    sentence:
      "UPSERT writes the record as configured instead of as read: somebody's TTL and the health check are lost.",
    patches: [
      {
        file: 'src/core/plan-change.ts',
        find: 'set: { ...set, Weight: intent.weights[side] }',
        replace:
          'set: { Name: set.Name, Type: set.Type, SetIdentifier: side, TTL: service.ttlSeconds, ResourceRecords: set.ResourceRecords, AliasTarget: set.AliasTarget, Weight: intent.weights[side] }',
      },
    ],
    breaks: ['S6'],
    caughtBy: ['hunter'],
  },
];
