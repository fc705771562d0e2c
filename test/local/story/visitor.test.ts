import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { summarize, type Visit } from '../../../src/drill/visits.ts';
import { LocalSites } from '../../../src/local/sites/sites.ts';
import { Visitor } from '../../../src/local/story/visitor.ts';
import { VirtualClock } from '../../../src/local/virtual-clock.ts';
import { aConfiguration } from '../../builders/configuration.ts';
import { aLocalService, LOCAL_PORT } from '../local-service.ts';

const NETWORK = '127.0.112';
const PRIMARY = `${NETWORK}.11`;
const SECONDARY = `${NETWORK}.12`;
/** A server of the test's own. */
const OTHER = `${NETWORK}.13`;

const SERVICE = aLocalService({ network: NETWORK });

const open: { close(): unknown }[] = [];

async function theSites() {
  const clock = VirtualClock.start(100);
  const sites = await LocalSites.start(aConfiguration({ services: [SERVICE] }), clock);
  open.push({ close: () => clock.stop() }, sites);
  return { clock, sites };
}

/** A visitor, and a resolver whose answer the test can change. */
function aVisitor(clock: VirtualClock, keepsConnection: boolean) {
  const dns = { answer: PRIMARY as string | undefined, asked: [] as string[] };
  const resolver = {
    resolve: async (name: string, type: string) => {
      dns.asked.push(`${name} ${type}`);
      return dns.answer;
    },
  };
  const visitor = new Visitor({ service: SERVICE, clock, resolver, keepsConnection });
  const leave = visitor.start();
  open.unshift({ close: leave });
  return { visitor, dns, leave };
}

/** Looked at every tenth of a second of the account. */
function until(clock: VirtualClock, isSo: () => boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const cancel = clock.every(100, () => {
    if (!isSo()) return;
    cancel();
    resolve();
  });
  return promise;
}

/** Who answered the next visits, from the first that begins now. */
async function nextSides(clock: VirtualClock, { visits }: Visitor, count: number) {
  const fromMs = clock.nowMs();
  const next = () => visits.filter(({ atMs }) => atMs > fromMs);
  await until(clock, () => next().length >= count);
  return next().map(({ side }) => side);
}

/** A site that counts its connections. */
async function aCountingSite() {
  let connections = 0;
  const server = createServer((_, response) =>
    response.setHeader('x-site', 'shop primary').end('ok'),
  );
  server.on('connection', () => {
    connections += 1;
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(LOCAL_PORT, OTHER, resolve);
  await promise;
  open.push({
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  });
  return { connections: () => connections };
}

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

describe('a client that connects anew', () => {
  it('asks DNS for the first name at each visit, and goes where DNS says', async () => {
    const { clock } = await theSites();
    const { visitor, dns } = aVisitor(clock, false);
    expect(new Set(await nextSides(clock, visitor, 2))).toEqual(new Set(['primary']));
    dns.answer = SECONDARY;
    expect(new Set(await nextSides(clock, visitor, 2))).toEqual(new Set(['secondary']));
    expect(dns.asked.length).toBeGreaterThanOrEqual(visitor.visits.length);
    expect(new Set(dns.asked)).toEqual(new Set(['shop.example.com A']));
  });

  it('makes a connection a visit', async () => {
    const { clock } = await theSites();
    const site = await aCountingSite();
    const { visitor, dns, leave } = aVisitor(clock, false);
    dns.answer = OTHER;
    expect(await nextSides(clock, visitor, 3)).toContain('primary');
    leave();
    expect(site.connections()).toBeGreaterThanOrEqual(visitor.visits.length);
  });

  it.each<[string, (sites: LocalSites) => Promise<void>]>([
    ['nobody answers', (sites) => sites.set('shop', 'primary', { kind: 'down' })],
    ['the site is gone', (sites) => sites.set('shop', 'primary', { kind: 'refused' })],
    [
      'the answer is an error',
      (sites) => sites.set('shop', 'primary', { kind: 'status', status: 503, share: 1 }),
    ],
  ])('counts a visit as lost when %s', async (_what, breakIt) => {
    const { clock, sites } = await theSites();
    await breakIt(sites);
    const { visitor } = aVisitor(clock, false);
    expect(new Set(await nextSides(clock, visitor, 2))).toEqual(new Set([null]));
  });

  it('counts a visit as lost when DNS says nothing', async () => {
    const { clock } = await theSites();
    const { visitor, dns } = aVisitor(clock, false);
    dns.answer = undefined;
    expect(new Set(await nextSides(clock, visitor, 2))).toEqual(new Set([null]));
  });

  it('visits no more once it has left', async () => {
    const { clock } = await theSites();
    const { visitor, leave } = aVisitor(clock, false);
    await nextSides(clock, visitor, 1);
    leave();
    const leftAtMs = clock.nowMs();
    await until(clock, () => clock.nowMs() > leftAtMs + 10_000);
    expect(visitor.visits.filter(({ atMs }) => atMs > leftAtMs)).toEqual([]);
  });
});

describe('a client that keeps its connection', () => {
  it('asks DNS once while the connection lasts, and again when it is broken', async () => {
    const { clock, sites } = await theSites();
    const { visitor, dns } = aVisitor(clock, true);
    await nextSides(clock, visitor, 1);
    dns.answer = SECONDARY;
    expect(new Set(await nextSides(clock, visitor, 3))).toEqual(new Set(['primary']));
    expect(dns.asked).toHaveLength(1);
    await sites.set('shop', 'primary', { kind: 'refused' });
    await until(clock, () => visitor.visits.at(-1)?.side === 'secondary');
    const sides = visitor.visits.map(({ side }) => side);
    expect(sides.filter((side, at) => side !== sides[at - 1])).toEqual([
      'primary',
      null,
      'secondary',
    ]);
    expect(dns.asked).toHaveLength(2);
  });

  it('makes one connection for all its visits', async () => {
    const { clock } = await theSites();
    const site = await aCountingSite();
    const { visitor, dns } = aVisitor(clock, true);
    dns.answer = OTHER;
    expect(new Set(await nextSides(clock, visitor, 4))).toEqual(new Set(['primary']));
    expect(site.connections()).toBe(1);
  });
});

describe('what a client got, in short', () => {
  const seen = (text: string): readonly Visit[] =>
    [...text].map((letter, at) => ({
      atMs: 1_000_000 + at * 2_000,
      side: letter === 'P' ? 'primary' : letter === 'S' ? 'secondary' : null,
    }));

  it.each([
    ['', 0, 0, 0],
    ['PPSS', 4, 0, 0],
    ['P-S', 3, 1, 2_000],
    ['PP---SS', 7, 3, 6_000],
    ['P-P---S--P', 10, 6, 6_000],
    ['P---S-S', 7, 4, 6_000],
    ['--PP', 4, 2, 4_000],
    ['PP----', 6, 4, 6_000],
    ['-----', 5, 5, 8_000],
    ['P-P----', 7, 5, 6_000],
  ])('of "%s": %d visits, %d lost, a gap of %d ms', (text, visits, lost, longestGapMs) => {
    expect(summarize(seen(text))).toEqual({ visits, lost, longestGapMs });
  });
});
