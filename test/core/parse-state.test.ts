import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ACTIONS } from '../../src/core/entry.ts';
import { parseState } from '../../src/core/parse-state.ts';
import type { ServiceState } from '../../src/core/state.ts';
import { anOutboxItem } from '../builders/entries.ts';
import {
  aFailback,
  anIncident,
  aState,
  HOUR,
  heldState,
  holdingState,
  NOW_MS,
  returningState,
  unheldState,
} from '../builders/state.ts';

/** Every field that can be there is there. */
const FULL: ServiceState = returningState(1, {
  delayedHold: null,
  armed: {
    fingerprint: 'abc',
    firstSeenMs: 1,
    good: { accumulatedMs: 1, runningSinceMs: 2 },
    atMs: 3,
  },
  incident: anIncident({
    notHeldBecause: 'paused',
    holdBegunAtMs: 1,
    holdReason: 'relapse',
    heldAtMs: 2,
    returnedAtMs: 3,
    failbackPossibleToldAtMs: 4,
  }),
  failback: aFailback({
    steps: [
      { kind: 'switchOff', bakes: false },
      { kind: 'weights', primary: 100 },
    ],
    waitingFor: 'approval',
  }),
  conditions: { drift: { sinceMs: 1, told: true }, crossing: { sinceMs: 2, told: false } },
  pause: { untilMs: NOW_MS + HOUR, owner: 'operator', reason: 'works', remindedAtMs: NOW_MS },
  acts: [{ atMs: 1, towards: 'secondary' }],
  commands: [{ id: 'a', digest: 'b', answer: { outcome: 'done', because: 'c', facts: { d: 1 } } }],
  outbox: [anOutboxItem()],
});

const STATES: readonly (readonly [string, ServiceState])[] = [
  ['at rest', aState()],
  ['not held', unheldState()],
  ['holding', holdingState()],
  ['held', heldState()],
  ['returning', returningState()],
  ['with every field', FULL],
];

function stored(state: unknown): unknown {
  return JSON.parse(JSON.stringify(state));
}

function why(item: unknown): string {
  const parsed = parseState('shop', item);
  return parsed.ok ? 'ok' : parsed.why;
}

type Path = readonly (string | number)[];

/** Paths to all that a state holds, objects and lists included. */
function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, inner]) =>
    pathsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length === 0 ? below : [path, ...below];
}

function withValue(item: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  const copy = (Array.isArray(item) ? [...item] : { ...(item as object) }) as Record<
    string,
    unknown
  >;
  copy[key] = withValue(copy[key], rest, value);
  if (copy[key] === undefined) delete copy[key];
  return copy;
}

/** Free words: any text is taken there; and facts may be called and say what they like. */
const FREE = /^(outbox\.0\.entries\.\d+\.facts|commands\.0\.answer\.facts)/;

describe('A stored state', () => {
  it.each(STATES)('that is %s comes back as it was', (_, state) => {
    expect(parseState('shop', stored(state))).toEqual({ ok: true, state });
  });

  it('may tell of actions that only another version knows', () => {
    const [entry] = anOutboxItem().entries;
    const unheard = anOutboxItem({
      entries: [{ ...entry!, action: 'sang' as (typeof ACTIONS)[number] }],
    });
    expect(why(stored(aState({ outbox: [unheard] })))).toBe('ok');
  });

  it.each(pathsOf(FULL).map((path) => [path.join('.'), path] as const))(
    'with something else at %s is refused, with the path',
    (name, path) => {
      const wrong = { not: ['what', 'belongs', 'here'] };
      const parsed = why(withValue(stored(FULL), path, wrong));
      expect(parsed).not.toBe('ok');
      if (!FREE.test(name) && name !== 'schemaVersion') expect(parsed).toContain(name);
    },
  );

  it.each(
    pathsOf(FULL)
      .filter((path) => typeof path.at(-1) === 'string' && !FREE.test(path.join('.')))
      .filter(([first, second]) => first !== 'conditions' || second === undefined)
      .map((path) => [path.join('.'), path] as const),
  )('without %s is refused', (_, path) => {
    expect(why(withValue(stored(FULL), path, undefined))).not.toBe('ok');
  });

  it.each([
    ['phase', 7],
    ['phase', 'Frozen'],
    ['version', '12'],
    ['version', -1],
    ['version', 0],
    ['version', 1.5],
    ['version', 2 ** 53],
    ['version', Number.MAX_SAFE_INTEGER],
    ['records.generation', 1e15],
    ['pause.untilMs', 1e15],
    ['records.weights.primary', 256],
    ['records.weights.primary', -1],
    ['records.generation', -1],
    ['records.progress.status', 'lost'],
    ['holdSwitch.position', 'ON'],
    ['failback.steps.1.primary', 0],
    ['failback.steps.1.primary', 101],
    ['conditions.hungry', { sinceMs: 1, told: true }],
    ['incident.kind', 'drill?'],
    ['delayedHold', 'relapsed'],
    ['fieldOfTomorrow', 1],
    ['pause.untilMs', null],
  ])('whose %s is %j is refused', (path, value) => {
    expect(why(withValue(stored(FULL), path.split('.'), value))).not.toBe('ok');
  });

  it('of a newer schema is refused as newer, however strange the rest', () => {
    const newer = 'schemaVersion is 2, newer than this code knows (1)';
    expect(why({ schemaVersion: 2, anything: 'else' })).toBe(newer);
    expect(why({ ...aState(), schemaVersion: 2 })).toBe(newer);
  });

  it('of another service is refused', () => {
    expect(why(aState({ service: 'mail' }))).toBe('service is "mail", expected shop');
  });

  it.each([
    ['Returning without a failback', returningState(0, { failback: null })],
    ['OnSecondary with a failback', heldState({ failback: aFailback() })],
    ['OnPrimary with a failback', aState({ failback: aFailback() })],
    ['OnSecondary without an incident', heldState({ incident: null })],
    ['Returning without an incident', returningState(0, { incident: null })],
  ])('%s is refused', (_, state) => {
    expect(why(state)).toMatch(/^phase /);
  });

  it.each([[undefined], [null], [''], [7], [[]], [{}], ['{"schemaVersion":1}']])(
    'that is %j is refused',
    (item) => {
      expect(why(item)).not.toBe('ok');
    },
  );

  it('that is anything at all is answered, never thrown at', () => {
    fc.assert(fc.property(fc.anything(), (item) => expect(why(item)).not.toBe('ok')));
  });
});
