/** Mistakes about what was seen: unknown taken for known, old for new, hearsay for a look. */
import type { PlantedBug } from './bug.ts';

const INSUFFICIENT =
  "  if (state.value === 'INSUFFICIENT_DATA') return unknown('alarm has insufficient data');\n";

export const READING_BUGS: readonly PlantedBug[] = [
  {
    name: 'insufficient-data-is-ok',
    sentence: 'An alarm without data is taken for OK.',
    patches: [
      {
        file: 'src/reconcile/observe.ts',
        find: `${INSUFFICIENT}  return known({ good: state.value === 'OK',`,
        replace: "  return known({ good: state.value !== 'ALARM',",
      },
    ],
    breaks: ['S14'],
    caughtBy: ['hunter'],
  },
  {
    name: 'insufficient-data-is-alarm',
    sentence: 'An alarm without data is taken for ALARM.',
    patches: [{ file: 'src/reconcile/observe.ts', find: INSUFFICIENT, replace: '' }],
    breaks: ['S4', 'S14'],
    caughtBy: ['hunter'],
  },
  {
    name: 'event-state-trusted',
    sentence: 'An event that says ALARM is obeyed as if a person had asked for a failover.',
    patches: [
      {
        file: 'src/functions/alarm-function.ts',
        find: '    const pass = await runPass(null);\n',
        replace: '    const pass = await runPass(failoverBy(event));\n',
      },
      {
        file: 'src/functions/alarm-function.ts',
        find: 'function messageIds(event: unknown): readonly string[] {',
        replace: `function failoverBy(event: unknown) {
  const said = JSON.stringify(event ?? null).replaceAll('\\\\', '');
  const service = /"alarmName":"[^"]+-([^"-]+)-primary-health"/.exec(said)?.[1];
  if (service === undefined || !said.includes('"state":{"value":"ALARM"')) return null;
  const why = { who: 'alarm', reason: 'ALARM', forMs: null };
  return { id: messageIds(event)[0] ?? 'alarm', kind: 'failover' as const, service, ...why };
}

function messageIds(event: unknown): readonly string[] {`,
      },
    ],
    breaks: ['S17'],
    caughtBy: ['hunter'],
  },
  {
    name: 'readiness-cached',
    sentence: 'A readiness that was seen is kept as long as the function stays warm.',
    patches: [
      {
        file: 'src/reconcile/observe.ts',
        find: '      : probed(seen, readinessProbeKey(service, side, at));\n  return { name: readinessName(check), reading };\n}\n',
        replace: `      : probed(seen, readinessProbeKey(service, side, at));
  const key = \`\${readinessProbeKey(service, side, at)} \${service.configHash}\`;
  const kept = KEPT.get(key) ?? reading;
  if (reading.known) KEPT.set(key, kept);
  return { name: readinessName(check), reading: kept };
}

const KEPT = new Map<string, Reading<ProbeOutcome>>();
`,
      },
    ],
    breaks: ['S7', 'S12', 'S14', 'L3'],
    caughtBy: ['hunter'],
  },
  {
    name: 'unknown-phase-is-on-primary',
    sentence: 'A phase that the code does not know is taken for OnPrimary.',
    patches: [
      {
        file: 'src/core/parse-state.ts',
        find: "const phase = z.enum(['OnPrimary', 'OnSecondary', 'Returning']);",
        replace:
          "const phase = z.catch(z.enum(['OnPrimary', 'OnSecondary', 'Returning']), 'OnPrimary');",
      },
    ],
    breaks: ['S16', 'S20'],
    caughtBy: ['hunter'],
  },
];
