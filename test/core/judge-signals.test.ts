import { expect, it } from '@jest/globals';
import { judge } from '../../src/core/judge.ts';
import { unknown } from '../../src/core/reading.ts';
import { anObservation, aReading, aSeenSide } from '../builders/observation.ts';

it('A judgement names each signal with its source and what it said, also what said nothing', () => {
  const judgement = judge(
    anObservation({
      primary: aSeenSide('unhealthy', {
        alarm: unknown('us-east-1 does not answer'),
        readiness: [aReading('good', 'capacity'), aReading('unknown', 'replica lag')],
      }),
      secondary: aSeenSide('healthy', { readiness: [aReading('bad', 'certificate')] }),
      guards: [aReading('bad', 'errors')],
    }),
  );
  expect(judgement.primary.signals).toEqual([
    { source: 'witness', about: 'primary', said: 'unhealthy' },
    { source: 'probe', about: 'primary', said: 'HTTP 503' },
    { source: 'alarm', about: 'primary', said: 'unknown: us-east-1 does not answer' },
  ]);
  expect(judgement.secondary.signals).toEqual([
    { source: 'witness', about: 'secondary', said: 'healthy' },
    { source: 'probe', about: 'secondary', said: 'HTTP 200' },
    { source: 'alarm', about: 'secondary', said: 'OK' },
  ]);
  expect(judgement.primaryReadiness.signals).toEqual([
    { source: 'readiness', about: 'primary: capacity', said: 'good' },
    { source: 'readiness', about: 'primary: replica lag', said: 'unknown: timed out' },
  ]);
  expect(judgement.secondaryReadiness.signals).toEqual([
    { source: 'readiness', about: 'secondary: certificate', said: 'bad' },
  ]);
  expect(judgement.guards.signals).toEqual([
    { source: 'guard', about: 'failback: errors', said: 'bad' },
  ]);
});
