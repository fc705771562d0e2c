import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Service } from '../../src/core/service.ts';
import { judgeDrill } from '../../src/drill/verdict.ts';
import { aFailbackPolicy } from '../builders/configuration.ts';
import { MINUTE } from '../reconcile/scene.ts';
import { type Drilled, drilled } from './scene.ts';

const TO_SECONDARY = [
  'asked failover',
  'saw DNS answers the secondary only',
  'saw users are held on the secondary',
  'saw the hold switch works too',
];

describe('a drill in which all is well', () => {
  let whole: Drilled;
  beforeAll(async () => {
    whole = await drilled({ service: { objectives: { rtoMs: MINUTE, lostShare: 0 } } });
  });

  it('sees both halves of the hold, every stage and the end, in order', () => {
    expect(whole.told).toEqual([
      ...TO_SECONDARY,
      'saw a failback is possible',
      'asked failback',
      'saw the failback begins',
      'saw stage 10 %',
      'saw stage 50 %',
      'saw stage 100 %',
      'saw the failback is done',
      'saw DNS answers the primary only',
    ]);
    expect(whole.result).toMatchObject({ outcome: 'done', why: null, phase: 'OnPrimary' });
    expect(whole.commands).toEqual(['failover', 'failback']);
  });

  it('leaves the service as it was, with the incident of the drill closed', async () => {
    expect(await whole.scene.state()).toMatchObject({ phase: 'OnPrimary', incident: null });
    expect(whole.scene.weights()).toEqual({ primary: 100, secondary: 0 });
    expect(whole.result.incident).toMatch(/^shop-/);
  });

  it('tells each entry of its own time-line once, in order', async () => {
    const stored = (await whole.scene.timeline()).filter(
      ({ incident }) => incident === whole.result.incident,
    );
    expect(whole.entries).toEqual(stored.map(({ entry }) => entry));
    expect(whole.entries.length).toBeGreaterThan(8);
  });

  it('measures each step from its command on', () => {
    const tookMs = (what: string) =>
      whole.result.steps.find(({ expected }) => expected === what)?.afterMs ?? Number.NaN;
    expect(tookMs('DNS answers the secondary only')).toBeLessThanOrEqual(MINUTE);
    expect(tookMs('a failback is possible')).toBeGreaterThanOrEqual(
      whole.service.failback.stableForMs,
    );
    expect(tookMs('stage 50 %')).toBeGreaterThan(
      tookMs('stage 10 %') + whole.service.failback.bakeMs,
    );
  });

  it('counts what DNS answered: nobody strays, and each stage has about its share', () => {
    const { strayed, stages } = whole.result;
    expect(strayed.of).toBeGreaterThan(100);
    expect(strayed.answers).toBe(0);
    expect(stages.map(({ meant }) => meant)).toEqual([10, 50]);
    for (const { meant, primary, of } of stages) {
      expect(of).toBeGreaterThan(100);
      expect(Math.abs((100 * primary) / of - meant)).toBeLessThan(10);
    }
  });

  it('passes, with no request lost', () => {
    const { visits, findings, passed } = judgeDrill(whole.service, whole.result);
    expect(visits).toMatchObject({ lost: 0, longestGapMs: 0 });
    expect(visits.visits).toBeGreaterThan(200);
    expect(findings.map(({ expected, met }) => [expected, met])).toEqual([
      ['DNS sends nobody to the primary while users are held', true],
      ['no outage longer than 60 s', true],
      ['at most 0 % of requests lost', true],
    ]);
    expect(passed).toBe(true);
  });
});

describe('a drill', () => {
  it.each<[string, Partial<Service>]>([
    ['held by the switch', { routing: 'failover', failback: aFailbackPolicy({ stages: [100] }) }],
    ['held by both', { lastResort: 'secondary' }],
  ])('sees the switch on where the service goes on being %s', async (_, service) => {
    const { result, told } = await drilled({ service });
    expect(result.outcome).toBe('done');
    expect(told).toContain('saw the hold switch works too');
    expect(told.at(-1)).toBe('saw DNS answers the primary only');
  });

  it('stays for as long as it is asked to', async () => {
    const stayMs = 40 * MINUTE;
    const { result } = await drilled({ options: { stayMs } });
    const stayed = result.steps.find(({ expected }) => expected === 'users stay on the secondary');
    expect(stayed?.afterMs).toBeGreaterThanOrEqual(stayMs);
    expect(result.outcome).toBe('done');
  });

  it('waits for an approval for as long as that takes', async () => {
    const approved: number[] = [];
    const { result } = await drilled({
      service: { failback: aFailbackPolicy({ approval: 'each-stage', stages: [10, 100] }) },
      meanwhile: async (scene, minutes) => {
        const waiting = (await scene.state()).failback?.waitingFor === 'approval';
        if (!waiting || minutes < 120 || approved.length > 0) return;
        approved.push(minutes);
        await scene.command('approve');
      },
    });
    expect(approved).toHaveLength(1);
    expect(result.outcome).toBe('done');
  });

  it('says when it could see nothing, and goes on', async () => {
    const { result, told } = await drilled({
      meanwhile: ({ world }, minutes) =>
        world.setFault('stateStore', minutes === 4 ? 'error' : undefined),
    });
    expect(told.filter((line) => line.startsWith('blind: ')).length).toBeGreaterThan(3);
    expect(result.outcome).toBe('done');
  });
});

describe('a drill that is refused', () => {
  it.each<[string, Parameters<typeof drilled>[0], readonly string[], RegExp]>([
    [
      'its secondary is unhealthy',
      {
        before: (scene) => {
          scene.breakSide('secondary');
          return scene.ticks(3);
        },
      },
      ['failover'],
      /secondaryUnhealthy/,
    ],
    [
      'an incident is open',
      { before: (scene) => scene.holdAfterFailure() },
      [],
      /incident shop-.* is open/,
    ],
    ['it only observes', { service: { mode: 'observe' } }, ['failover'], /observe/],
  ])('because %s changes nothing', async (_, drilling, commands, why) => {
    const weightsBefore: unknown[] = [];
    const { result, scene, ...rest } = await drilled({
      ...drilling,
      before: async (before) => {
        await drilling?.before?.(before);
        weightsBefore.push(before.weights());
      },
    });
    expect(result).toMatchObject({ outcome: 'refused', steps: [], visits: [] });
    expect(result.why).toMatch(why);
    expect(rest.commands).toEqual(commands);
    expect(scene.weights()).toEqual(weightsBefore[0]);
  });
});

describe('a drill that goes wrong', () => {
  it('stops at a relapse, and leaves users held on the secondary', async () => {
    const { result, scene, commands } = await drilled({
      meanwhile: async (at) => {
        if ((await at.state()).phase === 'Returning') at.breakPrimary();
      },
    });
    expect(result).toMatchObject({
      outcome: 'missed',
      why: 'stage 10 %: the failback was stopped: relapsed',
      phase: 'OnSecondary',
    });
    expect(commands).toEqual(['failover', 'failback']);
    expect(scene.weights()).toEqual({ primary: 0, secondary: 100 });
  });

  it('stops when somebody aborts', async () => {
    const { result } = await drilled({
      meanwhile: async (at) => {
        if ((await at.state()).phase === 'Returning') await at.command('abort');
      },
    });
    expect(result).toMatchObject({ outcome: 'missed', phase: 'OnSecondary' });
    expect(result.why).toMatch(/the failback was stopped: aborted/);
  });

  it('finds a hold switch that does not work, and goes no further', async () => {
    const { result, commands } = await drilled({
      before: ({ world }) => world.setFault('cloudWatchHome', 'error'),
    });
    expect(result).toMatchObject({ outcome: 'missed', phase: 'OnSecondary' });
    expect(result.why).toMatch(/^the hold switch works too: it was let go: neverShown/);
    expect(commands).toEqual(['failover']);
  });

  it('finds records that cannot be changed, and leaves users held by the switch', async () => {
    const { result, commands } = await drilled({
      before: ({ world }) => world.setFault('route53Control', 'error'),
    });
    expect(result).toMatchObject({ outcome: 'missed', phase: 'OnSecondary' });
    expect(result.why).toMatch(/^a failback is possible: not yet, .*recordsNotWritten/);
    expect(commands).toEqual(['failover']);
  });

  it('finds that users do not move at all', async () => {
    const { result } = await drilled({
      before: ({ world }) => {
        world.setFault('route53Control', 'error');
        world.setFault('cloudWatchHome', 'error');
      },
    });
    expect(result.why).toBe('DNS answers the secondary only: name servers say primary');
  });

  it('does not pass when users were sent back, or got nothing', async () => {
    const { result, service } = await drilled({
      service: { objectives: { rtoMs: MINUTE, lostShare: 0.001 } },
      meanwhile: (scene, minutes) => {
        if (minutes === 5) scene.breakSide('secondary');
        if (minutes === 8) scene.mendSide('secondary');
      },
    });
    const { findings, passed } = judgeDrill(service, result);
    expect(findings.map(({ met }) => met)).toEqual([false, true, false]);
    expect(passed).toBe(false);
  });

  it('ends when whoever watches has enough, and asks for nothing more', async () => {
    const { result, commands, scene } = await drilled({
      meanwhile: (_, minutes, stop) => {
        if (minutes === 6) stop();
      },
    });
    expect(result).toMatchObject({ outcome: 'stopped', phase: 'OnSecondary' });
    expect(commands).toEqual(['failover']);
    expect(scene.weights()).toEqual({ primary: 0, secondary: 100 });
  });
});
