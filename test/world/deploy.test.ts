import { describe, expect, it } from '@jest/globals';
import { buildStacks } from '../../src/infrastructure/stacks.ts';
import type { Template } from '../../src/infrastructure/template.ts';
import { createWorld } from '../../src/world/world.ts';
import { aConfiguration } from '../builders/configuration.ts';
import { MINUTE, START_MS, ZONE_ID } from './deployed-world.ts';

const { home, ears } = buildStacks(aConfiguration());
const zones = [{ id: ZONE_ID, name: 'example.com' }];

const deployed = (stacks: { home: Template; ears: Template }, more: typeof zones = []) => {
  const world = createWorld({ seed: 1, startMs: START_MS });
  world.deploy({ stacks, homeRegion: 'us-west-2', zones: [...zones, ...more] });
  return world;
};

/** The template with every text `from` in it replaced. */
const edited = (template: Template, from: string, to: string): Template =>
  JSON.parse(JSON.stringify(template).replaceAll(from, to));

describe('a deployment', () => {
  it('makes the checks under their logical ids, healthy until they have data', () => {
    const world = deployed({ home, ears });
    const checks = Object.entries(home.Resources).filter(([, { Type }]) =>
      Type.endsWith('HealthCheck'),
    );
    expect(checks.map(([id]) => world.healthOf(id))).toEqual(Array(4).fill('healthy'));
  });

  it("makes the records beside the zone's own, and name servers hear of them later", () => {
    const world = deployed({ home, ears });
    expect(world.records(ZONE_ID)).toHaveLength(2 + 4 + 6);
    expect(world.answer('shop.example.com', 'A')).toEqual({ kind: 'nxdomain' });
    expect(world.answer('example.com', 'SOA')).toMatchObject({ kind: 'answer' });
    world.step(START_MS + MINUTE);
    expect(world.answer('shop.example.com', 'A')).toMatchObject({ kind: 'answer' });
  });

  it('answers from the zone that is closest to the name', () => {
    const world = deployed({ home, ears }, [{ id: 'Z2', name: 'shop.example.com' }]);
    world.step(START_MS + MINUTE);
    expect(world.answer('www.shop.example.com', 'A')).toEqual({ kind: 'nxdomain' });
    expect(world.records('Z3')).toEqual([]);
  });

  it.each([
    ['a reference to nothing', { home, ears: edited(ears, 'ShopPrimaryHealthCheckId', 'Nothing') }],
    ['an alarm on an unknown metric', { home, ears: edited(ears, 'HealthCheckStatus', 'Other') }],
    ['a hold alarm on another metric', { home: edited(home, 'Switchback/Hold', 'Other'), ears }],
    ['records in a zone that is not there', { home: edited(home, ZONE_ID, 'Z0'), ears }],
  ])('is an error with %s', (_, stacks) => {
    expect(() => deployed(stacks)).toThrow();
  });
});

describe('a name server', () => {
  const ask = async (world: ReturnType<typeof deployed>, zoneId: string, name: string) =>
    (await world.ports().nameServers.ask([{ zoneId, name, type: 'TXT' }])).get(`${name} TXT`)?.[0];

  it('refuses a zone that it does not serve, and answers nothing where nothing is', async () => {
    const world = deployed({ home, ears });
    expect(await ask(world, 'Z0', 'x.example.com')).toMatchObject({ known: false });
    expect(await ask(world, ZONE_ID, 'x.example.com')).toEqual({ known: true, value: [] });
  });

  it('gives the text of a TXT value, without quotes and escapes', async () => {
    const world = deployed({ home, ears });
    const Value = String.raw`"say \"hi\" " "\101\\"`;
    const set = {
      Name: 'x.example.com',
      Type: 'TXT',
      TTL: 1,
      ResourceRecords: [{ Value }],
    } as const;
    world.editRecords(ZONE_ID, [{ action: 'CREATE', set }]);
    world.step(START_MS + 2 * MINUTE);
    expect(await ask(world, ZONE_ID, 'x.example.com')).toEqual({
      known: true,
      value: ['say "hi" A\\'],
    });
  });
});
