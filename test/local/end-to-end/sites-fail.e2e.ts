/** Sites fail and people act, a service each in one local cloud: deployed functions, real sockets, real DNS. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Service } from '../../../src/core/service.ts';
import { type OpenCloud, openCloud, servicesOn } from './clouds.ts';
import { rehearsed } from './play.ts';
import { type Played, playOut } from './playing.ts';
import { SITE_STORIES, type SiteStory } from './stories.ts';

const NAMES = Object.keys(SITE_STORIES) as SiteStory[];
const configuration = servicesOn(
  101,
  NAMES.map((_, at) => `story${at}`),
);

function serviceFor(at: number): Service {
  const service = configuration.services[at];
  if (service === undefined) throw new Error(`There is no service ${at}.`);
  return service;
}

describe('in a local cloud at forty times the speed', () => {
  let open: OpenCloud;
  const played = new Map<string, Played>();

  beforeAll(async () => {
    open = await openCloud(configuration);
    const ends = NAMES.map((name, at) =>
      playOut(open.cloud, serviceFor(at), SITE_STORIES[name].story),
    );
    for (const [at, end] of (await Promise.all(ends)).entries()) played.set(NAMES[at] ?? '', end);
  }, 200_000);

  afterAll(async () => {
    await open?.[Symbol.asyncDispose]();
  });

  it.each(NAMES)('%s: the same decisions in the same order as in a rehearsal', async (name) => {
    const service = serviceFor(NAMES.indexOf(name));
    const orders = await rehearsed(configuration, service, SITE_STORIES[name].story);
    expect(orders).toContainEqual(played.get(name)?.decided);
  });

  it.each(NAMES.filter((name) => SITE_STORIES[name].users !== null))(
    '%s: users end where they should',
    (name) => {
      const shares = played.get(name)?.sightings.at(-1)?.shares;
      expect(shares?.[SITE_STORIES[name].users ?? 'other']).toBe(shares?.queries);
      expect(shares?.queries).toBeGreaterThan(0);
    },
  );
});
