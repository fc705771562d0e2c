import { describe, expect, it } from '@jest/globals';
import { evaluateDatapoints } from '../../src/route53/alarm-snapshot.ts';
import { splitIntoBatches } from '../../src/route53/batch-limits.ts';
import type { HealthCheckConfig } from '../../src/route53/health-check.ts';
import { healthCheckStatus } from '../../src/route53/health-status.ts';
import type { ResourceRecordSet } from '../../src/route53/record-set.ts';
import {
  APEX,
  aliasTo,
  calculated,
  create,
  facts,
  NAME,
  outcomes,
  record,
  txt,
} from './builders.ts';

function refusalOf(act: () => unknown): Error {
  try {
    act();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('nothing was refused');
}

describe('What the model declines is named, with what to do next', () => {
  it.each<{ readonly sets: readonly ResourceRecordSet[]; readonly says: string }>([
    {
      sets: [record({ SetIdentifier: 'east', Region: 'us-east-1' })],
      says:
        'The records www.example.com A use a routing policy other than simple, weighted and failover. ' +
        'Leave them out of the model, or rewrite them as failover or weighted records.',
    },
    {
      sets: [...APEX, record(aliasTo('gone.example.com'))],
      says:
        'The records www.example.com A point at a name in the same zone that has no record of this type. ' +
        'Create the target first.',
    },
    {
      sets: [record(aliasTo(NAME))],
      says:
        'The records www.example.com A lead back to themselves through aliases. ' +
        'Point one of the aliases elsewhere.',
    },
  ])('an answer: $says', ({ sets, says }) => {
    const { name, message } = refusalOf(() => outcomes(sets));
    expect({ name, message }).toEqual({ name: 'UnanswerableError', message: says });
  });

  it.each<{ readonly configs: Readonly<Record<string, HealthCheckConfig>>; readonly says: string }>(
    [
      {
        configs: {},
        says:
          'Health check check does not exist (any more); AWS does not promise what records that name it then do. ' +
          'Remove it from those records, or create a check and name that one.',
      },
      {
        configs: { check: calculated(1, ['inner']), inner: calculated(0, []) },
        says:
          'Health check inner is a calculated check below a calculated check, which Route 53 does not allow. ' +
          'List its children in the parent instead.',
      },
    ],
  )('a status: $says', ({ configs, says }) => {
    const { name, message } = refusalOf(() => healthCheckStatus('check', facts({ configs })));
    expect({ name, message }).toEqual({ name: 'UnpredictableStatusError', message: says });
  });

  it('an alarm that cannot be followed', () => {
    const { name, message } = refusalOf(() => evaluateDatapoints({ AlarmRule: 'ALARM(a)' }, []));
    expect({ name, message }).toEqual({
      name: 'UnfollowableAlarmError',
      message:
        'A health check cannot follow this alarm: it is a composite alarm, which has no metric of its own.',
    });
  });

  it('changes that belong together and are too many for one request', () => {
    const group = Array.from({ length: 1_001 }, () => create(txt('"on"')));
    const { name, message } = refusalOf(() => splitIntoBatches([group], (changes) => changes));
    expect({ name, message }).toEqual({
      name: 'GroupTooLargeError',
      message:
        'Changes that must stay together have 1001 elements and 4004 value characters; ' +
        'one request takes 1000 and 32000. Make the group smaller.',
    });
  });
});
