import { describe, expect, it } from '@jest/globals';
import type { Service } from '../../src/core/service.ts';
import { Stage } from '../../src/rehearsal/stage.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';

const MINUTE_MS = 60_000;
const DEPLOYED_MS = 1_767_225_600_000;
const START_MS = DEPLOYED_MS + 15 * MINUTE_MS;

const shop = aService();
/** On the same two sites as `shop`. */
const twin = aService({ id: 'twin', names: ['twin.example.com'] });

function stageWith(...services: readonly Service[]): Stage {
  const stage = new Stage(aConfiguration({ services }), 1, DEPLOYED_MS, START_MS);
  advance(stage, 0);
  return stage;
}

/** As the player does it: never past the world's next event. */
function advance(stage: Stage, minutes: number): void {
  const untilMs = START_MS + minutes * MINUTE_MS;
  while (stage.world.nowMs < untilMs) {
    stage.advance(Math.min(untilMs, stage.world.nextEventAtMs() ?? untilMs));
  }
}

function lostMs(stage: Stage, id: string): number {
  return stage.userRecords().get(id)?.lostMs ?? Number.NaN;
}

describe('the users of a service', () => {
  it('lose nothing while all is well, the first minute of the records included', () => {
    const stage = stageWith(shop);
    advance(stage, 60);
    stage.sample();
    expect(lostMs(stage, 'shop')).toBe(0);
    expect(stage.userRecords().get('shop')?.samples).toMatchObject([{ onPrimary: 1, lost: 0 }]);
  });

  it('follow the answer when Route 53 moves it, and lose requests only until then', () => {
    const stage = stageWith(shop);
    advance(stage, 10);
    stage.apply(shop, { kind: 'break', side: 'primary', how: { kind: 'refused' } });
    advance(stage, 20);
    stage.sample();
    expect(stage.userRecords().get('shop')?.samples).toMatchObject([{ onSecondary: 1, lost: 0 }]);
    // About 30 s until Route 53 sees it, some more until all name servers do, then half of the TTL.
    expect(lostMs(stage, 'shop')).toBeGreaterThan(50_000);
    expect(lostMs(stage, 'shop')).toBeLessThan(80_000);
  });

  it('lose requests from the very moment of a break on, whoever looks and when', () => {
    const [looked, unlooked] = [stageWith(shop), stageWith(shop)];
    for (const stage of [looked, unlooked]) {
      advance(stage, 10);
      stage.apply(shop, { kind: 'usersFail', side: 'primary', on: true });
      if (stage === looked) stage.sample();
      advance(stage, 13);
      stage.apply(shop, { kind: 'usersFail', side: 'primary', on: false });
      advance(stage, 20);
    }
    expect(lostMs(looked, 'shop')).toBe(3 * MINUTE_MS);
    expect(lostMs(unlooked, 'shop')).toBe(3 * MINUTE_MS);
  });

  it('meet a site that breaks for another service, if it is theirs too', () => {
    const stage = stageWith(shop, twin);
    advance(stage, 10);
    stage.apply(shop, { kind: 'break', side: 'primary', how: { kind: 'noConnection' } });
    stage.sample();
    expect(stage.userRecords().get('twin')?.samples).toMatchObject([{ onPrimary: 1, lost: 1 }]);
    advance(stage, 20);
    stage.sample();
    expect(stage.userRecords().get('twin')?.samples.at(-1)).toMatchObject({ onSecondary: 1 });
  });
});
