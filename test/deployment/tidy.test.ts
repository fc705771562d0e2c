import { describe, expect, it } from '@jest/globals';
import { fenceName } from '../../src/core/names.ts';
import { HELD, type RecordIntent } from '../../src/core/state.ts';
import { oldFences } from '../../src/deployment/tidy.ts';
import type { ResourceRecordSet } from '../../src/route53/record-set.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';
import { aState, HOUR, NOW_MS } from '../builders/state.ts';
import { deployedRecords } from './an-account.ts';

const service = aService();

function fence(generation: number, of = service): ResourceRecordSet {
  const Name = fenceName(of, generation);
  return { Name, Type: 'TXT', TTL: 60, ResourceRecords: [{ Value: '"v=1 weights=0/100"' }] };
}

function stateWith(generation: number, progress: RecordIntent['progress']) {
  const { records } = aState();
  return aState({ records: records && { ...records, weights: HELD, generation, progress } });
}

const OLD = { status: 'insync', atMs: NOW_MS - 24 * HOUR } as const;
const zone = [...deployedRecords(aConfiguration()), fence(1), fence(2), fence(3)];

describe('fences', () => {
  it('below the newest one go, once that is a day old', () => {
    expect(oldFences(service, zone, stateWith(3, OLD), NOW_MS)).toEqual([fence(1), fence(2)]);
  });

  it.each([
    [
      'while the newest one is younger',
      stateWith(3, { status: 'insync', atMs: NOW_MS - 23 * HOUR }),
    ],
    ['while its change is under way', stateWith(3, { status: 'submitted', changeId: 'C1' })],
    ['while it is only wanted', stateWith(3, { status: 'wanted' })],
    ['when the state does not know the newest one', stateWith(2, OLD)],
    ['when the state is of another age than the zone', stateWith(4, OLD)],
    ['when the state cannot be read', { schemaVersion: 99 }],
    ['when there is no state', undefined],
    ['when the service writes no records', aState({ records: null })],
  ])('all stay %s', (_when, state) => {
    expect(oldFences(service, zone, state, NOW_MS)).toEqual([]);
  });

  it('of other services stay', () => {
    const other = aService({ id: 'api', names: ['api.example.com'] });
    const both = [...zone, fence(1, other), fence(2, other)];
    expect(oldFences(service, both, stateWith(3, OLD), NOW_MS)).toEqual([fence(1), fence(2)]);
  });

  it('are not there at first', () => {
    expect(
      oldFences(service, deployedRecords(aConfiguration()), stateWith(0, OLD), NOW_MS),
    ).toEqual([]);
  });
});
