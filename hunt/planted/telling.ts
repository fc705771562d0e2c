/** Mistakes about the order of saving, acting and telling. */
import type { PlantedBug } from './bug.ts';

export const TELLING_BUGS: readonly PlantedBug[] = [
  {
    name: 'published-before-commit',
    sentence: 'People are told before the decision is saved.',
    patches: [
      {
        file: 'src/reconcile/reconcile.ts',
        find: '  const { saved } = await saveStates(ports.stateStore, changed.values(), faults);\n',
        replace: `  const hoped = actorsOf(configuration, decisions, observed, changed, new Set(changed.keys()));
  const told = await tell(configuration, ports, hoped, nowMs, faults);
  const { saved } = await saveStates(ports.stateStore, changed.values(), faults);
`,
      },
      {
        file: 'src/reconcile/reconcile.ts',
        find: 'await carryOut(configuration, ports, actors, observed, { nowMs, savingMs }, faults);',
        replace:
          'await carryOut(configuration, ports, actors, observed, { nowMs, savingMs }, faults, told);',
      },
      {
        file: 'src/reconcile/reconcile.ts',
        find: '  times: PassTimes,\n  faults: PassFaults,\n): Promise<void> {\n  const { nowMs } = times;\n',
        replace:
          '  times: PassTimes,\n  faults: PassFaults,\n  told: ReadonlyMap<string, Told>,\n): Promise<void> {\n  const { nowMs } = times;\n',
      },
      {
        file: 'src/reconcile/reconcile.ts',
        find: '  const told = await tell(configuration, ports, actors, nowMs, faults);\n  const done',
        replace: '  const done',
      },
    ],
    breaks: ['S10'],
    caughtBy: ['hunter'],
  },
  {
    name: 'outbox-emptied-before-telling',
    sentence: 'The outbox is emptied first, and people are told afterwards.',
    patches: [
      {
        file: 'src/reconcile/reconcile.ts',
        find: '  const told = await tell(configuration, ports, actors, nowMs, faults);\n  const done = actors.map(({ service, state }) => ({',
        replace: '  const done = actors.map(({ service, state, savedHere }) => ({',
      },
      {
        file: 'src/reconcile/reconcile.ts',
        find: 'told: told.get(service.id) ?? NOTHING_TOLD,',
        replace:
          'told: savedHere ? { whole: new Set(state.outbox), sent: new Set() } : NOTHING_TOLD,',
      },
      {
        file: 'src/reconcile/reconcile.ts',
        find: '  await settle(ports.stateStore, done, faults);\n',
        replace:
          '  await settle(ports.stateStore, done, faults);\n  await tell(configuration, ports, actors, nowMs, faults);\n',
      },
    ],
    breaks: ['S10'],
    caughtBy: ['hunter'],
  },
  {
    name: 'refusals-swallowed',
    sentence: 'A call that fails, e.g. with AccessDenied, is not noted anywhere.',
    patches: [
      {
        file: 'src/reconcile/faults.ts',
        find: '      this.add(doing, cause);\n      return undefined;',
        replace: '      return undefined;',
      },
    ],
    breaks: ['S16'],
    caughtBy: ['hunter'],
  },
  {
    name: 'heartbeat-skipped-on-error',
    sentence: 'A pass in which something failed sends no heartbeat.',
    patches: [
      {
        file: 'src/functions/watch-metrics.ts',
        find: '    Passes: 1,\n',
        replace: '    Passes: pass.faults.length === 0 ? 1 : 0,\n',
      },
    ],
    breaks: ['L8'],
    caughtBy: ['hunter'],
  },
];
