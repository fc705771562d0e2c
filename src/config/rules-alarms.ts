/** Rules about the user's own CloudWatch alarms. */
import type { AlarmRef } from '../core/service.ts';
import { type Path, quote } from './faults.ts';
import { forEachSide, type Rule, refuseIf } from './rule.ts';
import type { Finding } from './shape.ts';

function eachOnce(alarms: readonly AlarmRef[], path: Path): readonly Finding[] {
  const keys = alarms.map(({ region, name }) => `${region} ${name}`);
  return keys.flatMap((key, index) =>
    refuseIf(
      keys.indexOf(key) < index,
      [...path, index],
      `${quote(alarms[index]?.name)} once more`,
      'each alarm once',
    ),
  );
}

export const ALARM_RULES: readonly Rule[] = [
  ...forEachSide(['unhealthyWhen', 'region'], ({ draft }) =>
    eachOnce(draft.unhealthyWhen, ['unhealthyWhen']),
  ),
  {
    reads: ['failback.guardAlarms'],
    check: ({ draft }) => eachOnce(draft.failback.guardAlarms, ['failback', 'guardAlarms']),
  },
];
