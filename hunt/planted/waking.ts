/** Mistakes about what wakes a pass, and about its end. */
import type { PlantedBug } from './bug.ts';

export const WAKING_BUGS: readonly PlantedBug[] = [
  {
    name: 'dangling-promise',
    sentence: 'The pass returns while its hold switches are still being published.',
    patches: [
      {
        file: 'src/reconcile/publish-switches.ts',
        find: "  await faults.attempt('publishing hold switches', () => holdSwitches.publish(values));",
        replace:
          "  void faults.attempt('publishing hold switches', () => holdSwitches.publish(values));",
      },
    ],
    breaks: ['S18'],
    caughtBy: ['hunter'],
  },
  {
    name: 'throws-on-bad-event',
    sentence: 'The alarm function reads the event before it looks, and throws on a bad one.',
    patches: [
      {
        file: 'src/functions/alarm-function.ts',
        find: '    const pass = await runPass(null);\n',
        replace:
          '    for (const { body } of (event as { Records: { body: string }[] }).Records) JSON.parse(body);\n    const pass = await runPass(null);\n',
      },
    ],
    breaks: ['S16'],
    caughtBy: ['hunter'],
  },
];
