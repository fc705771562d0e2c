import { describe, expect, it } from '@jest/globals';
import { armingFingerprint } from '../../src/core/arming.ts';
import { unknown } from '../../src/core/reading.ts';
import type { Service } from '../../src/core/service.ts';
import { newState, type ServiceState } from '../../src/core/state.ts';
import { aFailbackPolicy, anEndpointCheck, aService, aSide } from '../builders/configuration.ts';
import { decideOn, told } from '../builders/decision.ts';
import { anObservation, aSeenSide, type SeenHealth } from '../builders/observation.ts';
import { aState, MINUTE, NOW_MS, unheldState } from '../builders/state.ts';

type Sight = SeenHealth | 'noProbe';

/** A service first seen at minute 0, and one pass a minute from then on; the minute in which it is armed. */
function armedAfter(sights: readonly Sight[]): number | null {
  let state: ServiceState = newState('shop', 'weighted', armingFingerprint(aService()), NOW_MS);
  for (const [minute, sight] of sights.entries()) {
    const nowMs = NOW_MS + minute * MINUTE;
    state = decideOn(state, observationOf(sight), { nowMs }).state;
    if (state.armed.atMs !== null) return minute;
  }
  return null;
}

function observationOf(sight: Sight) {
  const primary =
    sight === 'noProbe' ? aSeenSide('healthy', { probe: unknown('not run') }) : aSeenSide(sight);
  return anObservation({ primary });
}

function minutes(count: number, sight: Sight = 'healthy'): Sight[] {
  return Array.from({ length: count }, () => sight);
}

describe('A new service', () => {
  it.each([
    ['is armed after five minutes that do not count and five that were good', minutes(30), 10],
    ['is not armed a minute earlier', minutes(10), null],
    ['is not armed by a witness alone', minutes(30, 'noProbe'), null],
    ['is not armed while it is unknown', minutes(30, 'unknown'), null],
    ['is not armed while it is unhealthy', minutes(30, 'unhealthy'), null],
    ['may be unhealthy in its first five minutes', [...minutes(5, 'unhealthy'), ...minutes(9)], 10],
    [
      'waits as long as it was unknown',
      [...minutes(7), ...minutes(3, 'unknown'), ...minutes(9)],
      13,
    ],
    [
      'starts anew after it was unhealthy',
      [...minutes(9), 'unhealthy', ...minutes(9)] as Sight[],
      15,
    ],
  ] as const)('%s', (_, sights, minute) => {
    expect(armedAfter(sights)).toBe(minute);
  });

  it('is told of once, on record', () => {
    const good = { accumulatedMs: 0, runningSinceMs: NOW_MS - 5 * MINUTE };
    const before = aState({
      armed: { ...aState().armed, firstSeenMs: NOW_MS - 10 * MINUTE, good, atMs: null },
    });
    const decision = decideOn(before);
    expect(told(decision)).toEqual(['armed: seenHealthy']);
    expect(decision.entries[0]?.telling).toBe('record');
    expect(decideOn(decision.state).state).toBe(decision.state);
  });
});

describe('A service that is armed', () => {
  const other = aSide('primary', { healthCheck: anEndpointCheck('primary', { path: '/ready' }) });
  const changed = aService({ primary: other });

  it('is disarmed when a check changes, and counts again from then', () => {
    const { state, ...rest } = decideOn(aState(), undefined, { service: changed });
    expect(told({ state, ...rest })).toEqual(['disarmed: checkOrTargetChanged']);
    expect(state.armed).toMatchObject({ atMs: null, firstSeenMs: NOW_MS });
    expect(state.armed.fingerprint).toBe(armingFingerprint(changed));
  });

  it('is not disarmed during an incident, but after it', () => {
    const open = decideOn(unheldState(), undefined, { service: changed }).state;
    expect(open.armed.atMs).not.toBeNull();
    const { state } = decideOn({ ...open, incident: null }, undefined, { service: changed });
    expect(state.armed.atMs).toBeNull();
  });

  it('stays armed while it fails or cannot be seen', () => {
    for (const health of ['unhealthy', 'unknown'] as const) {
      const { state } = decideOn(aState(), anObservation({ primary: aSeenSide(health) }));
      expect(state.armed).toEqual(aState().armed);
    }
  });
});

describe('The fingerprint', () => {
  const alarm = { region: 'us-west-2', name: 'errors' };
  const target = { kind: 'values', values: { A: ['192.0.2.11'] } } as const;

  it.each<[string, Partial<Service>]>([
    ['the primary’s target', { primary: aSide('primary', { target }) }],
    ['the secondary’s target', { secondary: aSide('secondary', { target }) }],
    [
      'a check',
      {
        secondary: aSide('secondary', {
          healthCheck: anEndpointCheck('secondary', { port: 8443 }),
        }),
      },
    ],
    [
      'an alarm that makes a side unhealthy',
      { primary: aSide('primary', { unhealthyWhen: [alarm] }) },
    ],
  ])('changes with %s', (_, overrides) => {
    expect(armingFingerprint(aService(overrides))).not.toBe(armingFingerprint(aService()));
  });

  it.each<[string, Partial<Service>]>([
    ['mode', { mode: 'observe' }],
    ['TTL', { ttlSeconds: 30 }],
    ['failback', { failback: aFailbackPolicy({ stages: [100] }) }],
    ['names', { names: ['api.example.com'] }],
    ['readiness', { primary: aSide('primary', { readiness: [{ kind: 'alarmOk', alarm }] }) }],
    ['hash', { configHash: 'another' }],
  ])('does not change with the %s', (_, overrides) => {
    expect(armingFingerprint(aService(overrides))).toBe(armingFingerprint(aService()));
  });

  it('is eight hexadecimal digits', () => {
    expect(armingFingerprint(aService())).toMatch(/^[0-9a-f]{8}$/);
  });
});
