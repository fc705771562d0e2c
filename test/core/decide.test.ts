import { describe, expect, it } from '@jest/globals';
import { armingFingerprint } from '../../src/core/arming.ts';
import { ACTS_KEPT, OUTBOX_KEPT } from '../../src/core/limits.ts';
import { holdWitnessName, sideAlarmName, sideWitnessName } from '../../src/core/names.ts';
import { unknown } from '../../src/core/reading.ts';
import { newState, type OutboxItem, type ServiceState } from '../../src/core/state.ts';
import { aService } from '../builders/configuration.ts';
import { aCommand, decideOn } from '../builders/decision.ts';
import { anOutboxItem } from '../builders/entries.ts';
import { anObservationOf } from '../builders/observation.ts';
import { aState, NOW_MS } from '../builders/state.ts';

/** One more entry for a notifier that is away. */
function withNews(state: ServiceState, id: string): ServiceState {
  return decideOn(state, undefined, { command: aCommand('pause', { id }) }).state;
}

function entriesIn(outbox: readonly OutboxItem[]): number {
  const entries = outbox.flatMap((item) => item.entries);
  return entries.reduce((sum, { facts }) => sum + Number(facts.count ?? 1), 0);
}

describe('A decision', () => {
  it('for a service that has no item yet is always the first version', () => {
    const fresh = newState('shop', 'weighted', armingFingerprint(aService()), NOW_MS);
    expect(decideOn(fresh).state.version).toBe(1);
  });

  it('puts what is to be told into the outbox, under its version and incident', () => {
    const state = aState();
    const failed = anObservationOf(state, { primary: 'unhealthy' });
    const decision = decideOn(state, failed);
    expect(decision.state.outbox).toEqual([
      {
        version: state.version + 1,
        savedAtMs: NOW_MS,
        incident: 'shop-20261124-150500',
        entries: decision.entries,
        standing: {
          phase: 'OnSecondary',
          weights: { primary: 0, secondary: 100 },
          holdSwitch: 'on',
          users: 'secondary',
        },
      },
    ]);
  });

  it('says how things stand even when it changes nothing', () => {
    const state = aState();
    const { standing } = decideOn(state, anObservationOf(state, {}, { answer: unknown('alias') }));
    expect(standing).toEqual({
      phase: 'OnPrimary',
      weights: { primary: 100, secondary: 0 },
      holdSwitch: 'off',
      users: 'unknown',
    });
  });

  it(`remembers the last ${ACTS_KEPT} automatic acts`, () => {
    const acts = Array.from({ length: ACTS_KEPT }, (_, atMs) => ({
      atMs,
      towards: 'primary' as const,
    }));
    const state = aState({ acts });
    const after = decideOn(state, anObservationOf(state, { primary: 'unhealthy' })).state;
    expect(after.acts).toEqual([...acts.slice(1), { atMs: NOW_MS, towards: 'secondary' }]);
  });
});

describe('The outbox', () => {
  it(`keeps ${OUTBOX_KEPT} items; beyond, the oldest become one line that counts them and pages`, () => {
    const outbox = Array.from({ length: OUTBOX_KEPT }, () => anOutboxItem());
    const full = withNews(aState({ outbox }), 'one more').outbox;
    expect(full).toHaveLength(OUTBOX_KEPT);
    expect(full[0]?.entries).toEqual([
      expect.objectContaining({ action: 'outboxCollapsed', facts: { count: 4 }, telling: 'page' }),
    ]);
  });

  it('loses no count, however long the notifier is away', () => {
    let state = aState();
    for (let news = 1; news <= 3 * OUTBOX_KEPT; news += 1) {
      state = withNews(state, `news-${news}`);
      expect(entriesIn(state.outbox)).toBe(news);
      expect(state.outbox.length).toBeLessThanOrEqual(OUTBOX_KEPT);
    }
  });
});

describe('Names', () => {
  it('in DNS and CloudWatch are those that the template gives', () => {
    expect(sideWitnessName(aService(), 'primary')).toBe('_switchback-primary.shop.example.com');
    expect(holdWitnessName(aService())).toBe('_switchback-hold.shop.example.com');
    expect(sideAlarmName('switchback', aService(), 'secondary')).toBe(
      'switchback-shop-secondary-health',
    );
  });
});
