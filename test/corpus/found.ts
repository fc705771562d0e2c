/** What a pass may find in the account: stored states that are none, records that somebody else has changed, clocks. */
import type { Change } from '../../src/ports.ts';
import type { ResourceRecordSet } from '../../src/route53/record-set.ts';
import { MINUTE } from '../reconcile/scene.ts';
import { type CorpusCase, numbered } from './corpus-case.ts';
import { WatchedScene } from './watched-scene.ts';

/** A service at rest is damaged, then its primary fails: unharmed, it would now be held. */
async function damaged(damage: (watched: WatchedScene) => unknown): Promise<string> {
  const watched = await WatchedScene.of();
  await damage(watched);
  watched.scene.breakPrimary();
  watched.scene.advance(MINUTE);
  watched.takeEffects();
  const pass = await watched.deployed.runPass(null);
  const { changes, switchedOn, saves, messages } = watched.takeEffects();
  const decision = pass.decisions.get('shop');
  if (decision === undefined) {
    return changes + switchedOn + saves === 0 && messages === 1 ? 'F' : 'F, and did something';
  }
  const moved = changes + switchedOn > 0 ? 'moves' : 'H';
  const told = decision.entries.map(({ action, because }) => `${action} ${because}`);
  return `${moved}: ${told.join(', ')}`;
}

async function withState(change: (state: Record<string, unknown>) => unknown): Promise<string> {
  return damaged(async ({ scene }) => {
    const state = JSON.parse(JSON.stringify(await scene.state()));
    scene.world.editState('shop', change(state));
  });
}

const put = (more: object) => () => withState((state) => ({ ...state, ...more }));
const part = (field: string, more: object) => () =>
  withState((state) => ({ ...state, [field]: { ...(state[field] as object), ...more } }));

/** The zone has seen a failover and a failback that the item knows nothing of. */
function restored(change: (state: unknown) => unknown) {
  return () =>
    damaged(async (watched) => {
      const { scene } = watched;
      const yesterday = await scene.state();
      await scene.readyToReturn();
      await watched.failback({ service: 'shop', reason: 'all well' });
      while ((await scene.state()).incident !== null) await scene.tick();
      scene.world.editState('shop', change(yesterday));
    });
}

type Edit = (set: ResourceRecordSet) => readonly Change[];

/** By somebody with the console, to the service's own record sets. */
async function withRecords(edit: Edit): Promise<string> {
  return damaged(({ scene }) => {
    const { zone, names } = scene.first;
    const own = scene.world
      .records(zone.id)
      .filter(({ Name, Type }) => Name === names[0] && Type === 'A');
    scene.world.editRecords(zone.id, own.flatMap(edit));
    scene.advance(2 * MINUTE);
  });
}

const upsert = (set: ResourceRecordSet, more: object): readonly Change[] => [
  { action: 'UPSERT', set: { ...set, ...more } as ResourceRecordSet },
];
const isPrimary = ({ SetIdentifier }: ResourceRecordSet) => SetIdentifier === 'primary';

function simple(set: ResourceRecordSet): readonly Change[] {
  const { Name, Type, TTL, ResourceRecords } = set as ResourceRecordSet & { TTL: number };
  const one = { Name, Type, TTL, ResourceRecords } as ResourceRecordSet;
  const gone: Change = { action: 'DELETE', set };
  return isPrimary(set) ? [gone] : [gone, { action: 'CREATE', set: one }];
}

function third(set: ResourceRecordSet): readonly Change[] {
  if (!isPrimary(set)) return [];
  return [
    { action: 'CREATE', set: { ...set, SetIdentifier: 'third', Weight: 5 } as ResourceRecordSet },
  ];
}

async function clockBack(): Promise<string> {
  const watched = await WatchedScene.of();
  const { scene } = watched;
  await scene.readyToReturn();
  await watched.failback({ service: 'shop', reason: 'all well' });
  await scene.ticks(4);
  const before = scene.weights();
  watched.takeEffects();
  watched.skewMs = -60 * MINUTE;
  for (let at = 0; at < 3; at += 1) {
    scene.advance(MINUTE);
    await watched.deployed.runPass(null);
  }
  const { changes, switchedOn } = watched.takeEffects();
  return `${changes + switchedOn === 0 ? 'H' : 'moves'}: weights ${before?.primary}`;
}

async function clockAhead(): Promise<string> {
  const watched = await WatchedScene.of();
  watched.skewMs = 60 * MINUTE;
  watched.scene.advance(MINUTE);
  await watched.deployed.runPass(null);
  const { changes, switchedOn } = watched.takeEffects();
  return changes + switchedOn === 0 ? 'H' : 'moves';
}

type Row = readonly [string, string, () => Promise<string>, string, string?];

const REST = async () => damaged(() => undefined);
const OPENED = 'incidentOpened primaryFailed';
const HELD = `moves: conditionBegan primaryUnhealthy, ${OPENED}, holdBegun primaryFailed`;
/** Design: nothing is written and people are paged, until one of them has mended it. */
const stays = (why: string) =>
  `H: conditionBegan primaryUnhealthy, conditionBegan ${why}, ${OPENED}, notHeld ${why}`;
const ROWS: readonly Row[] = [
  ['+', 'nothing wrong: what the others are compared with', REST, HELD],
  ['C50', 'state of a newer schema', put({ schemaVersion: 2 }), 'F'],
  ['C52', 'a simple record in the place of both', () => withRecords(simple), stays('drift')],
  [
    'C53',
    'no health check on the primary',
    () => withRecords((set) => upsert(set, isPrimary(set) ? { HealthCheckId: undefined } : {})),
    stays('drift'),
  ],
  ['R13', 'a third record with the same name', () => withRecords(third), stays('drift')],
  [
    'R14',
    'weights 7/250',
    () => withRecords((set) => upsert(set, { Weight: isPrimary(set) ? 7 : 250 })),
    stays('drift'),
  ],
  ['R16', 'phase: 7', put({ phase: 7 }), 'F'],
  ['R16', 'no version', put({ version: undefined }), 'F'],
  ['R16', 'version "12"', put({ version: '12' }), 'F'],
  ['R16', 'version -1', put({ version: -1 }), 'F'],
  ['R16', 'version 2^53', put({ version: 2 ** 53 }), 'F'],
  ['+', 'version 2^53 - 1, which cannot be counted on', put({ version: 2 ** 53 - 1 }), 'F'],
  ['R17', 'two open incidents', put({ incident: [{}, {}] }), 'F'],
  ['R32', 'clock an hour back in a failback', clockBack, 'H: weights 10'],
  ['+', 'clock an hour ahead', clockAhead, 'H'],
  ['+', 'state of another service', put({ service: 'mail' }), 'F'],
  ['+', 'a state that is null', () => withState(() => null), 'F'],
  ['+', 'a state that is a text of itself', () => withState((state) => JSON.stringify(state)), 'F'],
  ['+', 'an empty state', () => withState(() => ({})), 'F'],
  ['+', 'a field of tomorrow', put({ tomorrow: true }), 'F'],
  ['+', 'weights of 256', part('records', { weights: { primary: 256, secondary: 0 } }), 'F'],
  ['+', 'a generation of -1', part('records', { generation: -1 }), 'F'],
  ['+', 'a switch that is neither', part('holdSwitch', { position: 'ON' }), 'F'],
  ['+', 'a time in words', part('holdSwitch', { decidedAtMs: '2026-11-24' }), 'F'],
  ['+', 'OnSecondary without an incident', put({ phase: 'OnSecondary' }), 'F'],
  ['+', 'Returning without a failback', put({ phase: 'Returning' }), 'F'],
  [
    '+',
    'a pause without an end',
    put({ pause: { owner: 'deputy', reason: 'x', remindedAtMs: 1 } }),
    'F',
  ],
  [
    '+',
    'a pause of half a millisecond',
    put({ pause: { owner: 'deputy', reason: 'x', remindedAtMs: 1, untilMs: 1e15 + 0.5 } }),
    'F',
  ],
  ['+', 'an outbox that is a mapping', put({ outbox: {} }), 'F'],
  [
    '+',
    'prototypes instead of fields',
    () => withState((state) => JSON.parse(`{"__proto__":${JSON.stringify(state)}}`)),
    'F',
  ],
  ['+', 'a table restored to yesterday', restored((state) => state), stays('frozen')],
  [
    '+',
    'the item deleted',
    restored(() => undefined),
    stays('frozen'),
    'begins anew, unarmed; the fence is foreign',
  ],
  [
    '+',
    'the item deleted, never a change made',
    () => withState(() => undefined),
    `H: conditionBegan primaryUnhealthy, ${OPENED}, notHeld notArmed`,
  ],
];

export const FOUND_CASES: readonly CorpusCase[] = numbered('R', ROWS).map(
  ([id, [, what, see, expected, why]]) => ({
    id,
    what,
    expected,
    ...(why !== undefined && { why }),
    see,
  }),
);
