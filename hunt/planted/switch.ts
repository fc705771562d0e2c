/** Mistakes about the hold: the switch, its order with the records, and which side may be held. */
import type { PlantedBug } from './bug.ts';

export const SWITCH_BUGS: readonly PlantedBug[] = [
  {
    name: 'hold-lost-on-restart',
    sentence: 'Only the pass that decided the hold publishes it: the next one says 0.',
    patches: [
      {
        file: 'src/reconcile/publish-switches.ts',
        find: "value: state.holdSwitch.position === 'on' ? 1 : 0,",
        replace: "value: savedHere && state.holdSwitch.position === 'on' ? 1 : 0,",
      },
    ],
    breaks: ['S2', 'S3', 'L2', 'L10'],
    caughtBy: ['hunter'],
  },
  {
    name: 'switch-before-records',
    sentence:
      'The switch goes off as soon as it was seen on, before the records carry the hold alone.',
    patches: [
      {
        file: 'src/core/hold.ts',
        find: '  if (!recordsSettled(situation, records)) return null;\n',
        replace: '',
      },
    ],
    breaks: ['S3'],
    caughtBy: ['hunter'],
  },
  {
    name: 'late-switch-value',
    sentence:
      'The fence of the switch is off: a late value is sent all the same, and carries the time of its arrival.',
    patches: [
      {
        file: 'src/reconcile/publish-switches.ts',
        find: 'if (nowMs - times.nowMs > STALE_MS) {',
        replace: 'if (nowMs - times.nowMs > Number.POSITIVE_INFINITY) {',
      },
      {
        file: 'src/world/hold-switches.ts',
        find: 'view.publish(value, atMs, seenAtMs);',
        replace: 'view.publish(value, Math.max(atMs, agenda.nowMs), seenAtMs);',
      },
      {
        file: 'src/adapters/cloudwatch-hold-switch.ts',
        find: '    Timestamp: new Date(atMs),\n',
        replace: '',
      },
    ],
    breaks: ['S2'],
    caughtBy: ['hunter', { test: 'test/adapters/cloudwatch.test.ts' }],
  },
  {
    name: 'crossing-with-bad-secondary',
    sentence:
      'A hold begins by itself without a look at the secondary: a crossing towards a dead side.',
    patches: [
      {
        file: 'src/core/hold.ts',
        find: "  if (judgement.secondary.health === 'unhealthy') return 'secondaryUnhealthy';\n  if (!judgement.route53TrustsSecondary) return 'secondaryUnknown';\n  if (by === 'person') return null;\n",
        replace:
          "  if (by === 'person' && judgement.secondary.health === 'unhealthy') return 'secondaryUnhealthy';\n  if (by === 'person' && !judgement.route53TrustsSecondary) return 'secondaryUnknown';\n  if (by === 'person') return null;\n",
      },
    ],
    breaks: ['S12', 'S14'],
    caughtBy: ['hunter'],
  },
  {
    name: 'abort-to-dead-secondary',
    sentence: 'An abort moves traffic at once, though the secondary is unhealthy.',
    patches: [
      {
        file: 'src/core/returning.ts',
        find: 'const obstacle = obstacleToHold(situation, told.state, by);',
        replace:
          "const obstacle = by === 'person' ? null : obstacleToHold(situation, told.state, by);",
      },
    ],
    breaks: ['S12', 'S14'],
    caughtBy: ['hunter'],
  },
  {
    name: 'armed-on-new-check',
    sentence: "A check's first five minutes count, in which it is healthy without any data.",
    patches: [
      {
        file: 'src/core/arming.ts',
        find: ' || situation.nowMs - armed.firstSeenMs < NEW_CHECK_MS) return renewed;',
        replace: ') return renewed;',
      },
    ],
    breaks: ['S4'],
    caughtBy: ['hunter'],
  },
];
