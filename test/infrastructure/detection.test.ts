import { describe, expect, it } from '@jest/globals';
import { detection, detectionSeconds, movedSeconds } from '../../src/infrastructure/detection.ts';
import { anEndpointCheck } from '../builders/configuration.ts';

describe('an outage is seen', () => {
  it.each([
    [10, 1, 0, 0, 10],
    [10, 1, 4, 4, 14],
    [10, 2, 4, 18, 28],
    [10, 3, 0, 20, 30],
    [10, 3, 4, 32, 42],
    [10, 3, 6, 38, 48],
    [30, 2, 4, 38, 68],
    [30, 3, 0, 60, 90],
    [30, 3, 4, 72, 102],
    [30, 3, 6, 78, 108],
  ] as const)(
    'at %i s x %i with probes of %i s after %i-%i s',
    (intervalSeconds, failureThreshold, probe, from, to) => {
      const check = anEndpointCheck('primary', { intervalSeconds, failureThreshold });
      expect(detectionSeconds(check, probe)).toEqual({ from, to });
    },
  );

  it('later by TCP, whose connections have 10 s', () => {
    expect(detection(anEndpointCheck('primary', { protocol: 'TCP' })).silent).toEqual({
      from: 50,
      to: 60,
    });
  });
});

describe('users have moved', () => {
  it.each([
    [10, 80, 102],
    [30, 120, 162],
  ] as const)('at %i s x 3 and a TTL of 60 s after about %i-%i s', (intervalSeconds, from, to) => {
    expect(movedSeconds(anEndpointCheck('primary', { intervalSeconds }), 60)).toEqual({ from, to });
  });
});
