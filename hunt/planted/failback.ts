/** Mistakes on the way back: stages, bake, guards, abort, cooldown, configuration. */
import type { PlantedBug } from './bug.ts';

export const FAILBACK_BUGS: readonly PlantedBug[] = [
  {
    name: 'dwell-from-sending',
    sentence: 'A stage counts as begun when its change was sent: INSYNC is not waited for.',
    patches: [
      {
        file: 'src/core/failback.ts',
        find: "return records?.progress.status === 'insync' ? records.progress.atMs : null;",
        replace:
          "return records?.progress.status === 'wanted' ? null : (records?.decidedAtMs ?? null);",
      },
    ],
    breaks: ['S7'],
    caughtBy: ['hunter'],
  },
  {
    name: 'bake-before-insync',
    sentence: 'INSYNC is waited for, but the bake is counted from the decision.',
    patches: [
      {
        file: 'src/core/failback.ts',
        find: "return records?.progress.status === 'insync' ? records.progress.atMs : null;",
        replace: "return records?.progress.status === 'insync' ? records.decidedAtMs : null;",
      },
    ],
    breaks: ['S7'],
    caughtBy: ['hunter'],
  },
  {
    name: 'ttl-taken-for-zero',
    sentence: 'The bake begins at INSYNC, although resolvers keep the old answer for a TTL.',
    patches: [
      {
        file: 'src/core/returning.ts',
        find: 'effectiveAtMs + ttlSeconds * 1000 + policy.bakeMs',
        replace: 'effectiveAtMs + ttlSeconds * 0 + policy.bakeMs',
      },
    ],
    breaks: ['S7'],
    caughtBy: ['hunter'],
  },
  {
    name: 'failback-goes-on-after-abort',
    sentence:
      "An abort turns traffic back but leaves the failback's progress: after its bake the next stage begins.",
    patches: [
      {
        file: 'src/core/commands.ts',
        find: "  const stopped = stopReturning(situation, adopted, 'abort');\n",
        replace:
          "  const { phase, failback: progress } = adopted.state;\n  const stopped = withState(stopReturning(situation, adopted, 'abort'), { phase, failback: progress });\n",
      },
    ],
    breaks: ['S3', 'S8', 'L3', 'L10'],
    caughtBy: ['hunter'],
  },
  {
    name: 'cooldown-reset-by-each-event',
    sentence: 'Every wake-up begins the cooldown anew, so that it never ends.',
    patches: [
      {
        file: 'src/core/on-secondary.ts',
        find: "  if (phase !== 'OnSecondary') return draft;\n",
        replace: `  if (phase !== 'OnSecondary') return draft;
  if (draft.state.cooldownUntilMs !== null) {
    const cooldownUntilMs = situation.nowMs + situation.service.cooldownMs;
    draft = withState(draft, { cooldownUntilMs });
  }
`,
      },
    ],
    breaks: ['S15'],
    caughtBy: ['hunter'],
  },
  {
    name: 'configuration-read-mid-stage',
    sentence: 'A failback goes on although the configuration is another one than at its start.',
    patches: [
      {
        file: 'src/core/returning.ts',
        find: "  if (failback.configHash !== service.configHash) return 'configChanged';\n",
        replace: '',
      },
    ],
    breaks: ['S13'],
    caughtBy: ['hunter'],
  },
];
