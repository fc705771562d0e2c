/** Something of AWS is away while the primary fails and comes back: a local cloud each, all at once. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Service } from '../../../src/core/service.ts';
import { type OpenCloud, openCloud, servicesOn } from './clouds.ts';
import { rehearsed } from './play.ts';
import { type Played, playOut } from './playing.ts';
import { ACCOUNT_STORIES, type AccountStory } from './stories.ts';

const NAMES = Object.keys(ACCOUNT_STORIES) as AccountStory[];
const MINUTE_MS = 60_000;

function configurationFor(name: AccountStory) {
  return servicesOn(103 + NAMES.indexOf(name), ['shop']);
}

describe('in local clouds at forty times the speed', () => {
  const open: OpenCloud[] = [];
  const played = new Map<AccountStory, Played>();

  beforeAll(async () => {
    const playOne = async (name: AccountStory) => {
      const configuration = configurationFor(name);
      const cloud = await openCloud(configuration);
      open.push(cloud);
      const [service] = configuration.services as readonly [Service];
      played.set(name, await playOut(cloud.cloud, service, ACCOUNT_STORIES[name]));
    };
    await Promise.all(NAMES.map(playOne));
  }, 200_000);

  afterAll(async () => {
    await Promise.all(open.map((one) => one[Symbol.asyncDispose]()));
  });

  const of = (name: AccountStory): Played => {
    const found = played.get(name);
    if (found === undefined) throw new Error(`${name} was not played.`);
    return found;
  };

  it.each(NAMES)('%s: the same decisions in the same order as in a rehearsal', async (name) => {
    const configuration = configurationFor(name);
    const [service] = configuration.services as readonly [Service];
    const orders = await rehearsed(configuration, service, ACCOUNT_STORIES[name]);
    expect(orders).toContainEqual(of(name).decided);
  });

  it.each(NAMES)('%s: Route 53 moves users to the secondary all the same', (name) => {
    const during = of(name).sightings.filter(
      ({ atMs }) => atMs > 4 * MINUTE_MS && atMs < 7 * MINUTE_MS,
    );
    expect(during.length).toBeGreaterThan(0);
    for (const { shares } of during) expect(shares.secondary).toBe(shares.queries);
  });

  it.each([
    "Route 53's control plane answers errors",
    "Route 53's control plane answers nothing",
  ] as const)(
    '%s: the switch keeps users on the secondary, then weights follow and the switch goes off',
    (name) => {
      const { sightings, state } = of(name);
      const after = sightings.filter(({ atMs }) => atMs > 4 * MINUTE_MS);
      for (const { shares } of after) expect(shares.secondary).toBe(shares.queries);
      expect(state.records?.weights).toEqual({ primary: 0, secondary: 100 });
      expect(state.records?.progress.status).toBe('insync');
      expect(state.holdSwitch.position).toBe('off');
    },
  );

  it('SNS refuses: people are told once it takes messages again', () => {
    expect(of('SNS refuses').subjects.length).toBeGreaterThan(0);
  });
});
