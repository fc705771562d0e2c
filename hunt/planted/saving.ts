/** Mistakes about what is remembered: conditions, clocks, stale reads, command ids. */
import type { PlantedBug } from './bug.ts';

export const SAVING_BUGS: readonly PlantedBug[] = [
  {
    name: 'version-condition-dropped',
    sentence:
      "The put of a state has no condition: in the simulated table, and in DynamoDB's adapter, of which its test tells.",
    patches: [
      {
        file: 'src/world/state-store.ts',
        find: "    if (this.#storedVersion(id) !== expectedVersion) return { outcome: 'conflict' };\n",
        replace: '    if (expectedVersion === undefined) this.#storedVersion(id);\n',
      },
      {
        file: 'src/adapters/dynamo-save.ts',
        find: '    ...condition(expectedVersion),\n',
        replace: '',
      },
    ],
    breaks: ['S5', 'S9', 'S10', 'S11'],
    caughtBy: ['hunter', { test: 'test/adapters/contract.test.ts' }],
  },
  {
    name: 'wall-clocks-compared',
    sentence: 'Of two states that exclude each other the one with the later wall clock wins.',
    patches: [
      {
        file: 'src/reconcile/save.ts',
        find: "    if (result?.outcome === 'conflict') overtaken.add(id);\n",
        replace: `    if (result?.outcome === 'conflict') {
      const mine = items.get(id)?.item as ServiceState | undefined;
      const found = await faults.attempt('comparing states', () => stateStore.load([id]));
      const stored = found?.get(id) as ServiceState | undefined;
      const timeOf = ({ holdSwitch, records, outbox }: ServiceState) =>
        Math.max(holdSwitch.decidedAtMs, records?.decidedAtMs ?? 0, ...outbox.map((one) => one.savedAtMs));
      const isLater = mine && stored && timeOf(mine) > timeOf(stored);
      const over = mine && stored && { ...mine, version: stored.version + 1 };
      const forced = isLater && over
        ? await faults.attempt('saving over it', () =>
            stateStore.save(new Map([[id, { item: over, expectedVersion: stored.version }]])))
        : undefined;
      (forced?.get(id)?.outcome === 'saved' ? saved : overtaken).add(id);
    }
`,
      },
    ],
    breaks: ['S2', 'S5', 'S10', 'S11'],
    caughtBy: ['hunter'],
  },
  {
    name: 'stale-read',
    sentence:
      "States are read eventually consistent: the simulated table answers the state before for a second after a put; DynamoDB's adapter does not ask for consistency.",
    patches: [
      {
        file: 'src/world/world.ts',
        find: 'readonly #table = new Table();',
        replace: 'readonly #table = new Table(() => this.nowMs);',
      },
      {
        file: 'src/world/state-store.ts',
        find: '  readonly #states = new Map<string, string>();\n',
        replace: `  readonly #states = new Map<string, string>();
  readonly #replica = new Map<string, { json: string | undefined; untilMs: number }>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

`,
      },
      {
        file: 'src/world/state-store.ts',
        find: '      const json = this.#states.get(id);\n      if (json !== undefined) found.set',
        replace: `      const replica = this.#replica.get(id);
      const isBehind = replica !== undefined && this.#nowMs() < replica.untilMs;
      const json = isBehind ? replica.json : this.#states.get(id);
      if (json !== undefined) found.set`,
      },
      {
        file: 'src/world/state-store.ts',
        find: "    this.#states.set(id, JSON.stringify(item));\n    return { outcome: 'saved' };",
        replace: `    this.#replica.set(id, { json: this.#states.get(id), untilMs: this.#nowMs() + 1000 });
    this.#states.set(id, JSON.stringify(item));
    return { outcome: 'saved' };`,
      },
      {
        file: 'src/adapters/dynamo-state-store.ts',
        find: '{ Keys: batch.map(stateKey), ConsistentRead: true }',
        replace: '{ Keys: batch.map(stateKey), ConsistentRead: false }',
      },
    ],
    breaks: ['S2'],
    caughtBy: ['hunter', { test: 'test/adapters/dynamo-state-store.test.ts' }],
  },
  {
    name: 'command-id-forgotten',
    sentence:
      'Command ids are forgotten when the incident closes: the same id again has its effect again.',
    patches: [
      {
        file: 'src/core/incident.ts',
        find: "    phase: 'OnPrimary',\n    incident: null,\n",
        replace: "    phase: 'OnPrimary',\n    incident: null,\n    commands: [],\n",
      },
    ],
    breaks: ['S9'],
    caughtBy: ['hunter'],
  },
];
