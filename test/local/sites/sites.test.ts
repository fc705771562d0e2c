import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect, createServer } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { httpProbes } from '../../../src/adapters/http-probes.ts';
import { openConnection } from '../../../src/adapters/probe-socket.ts';
import { SiteFault } from '../../../src/local/sites/site-fault.ts';
import { LocalSites } from '../../../src/local/sites/sites.ts';
import { VirtualClock } from '../../../src/local/virtual-clock.ts';
import { aLocalConfiguration, httpReadiness, type LocalService } from '../local-service.ts';

const NETWORK = '127.0.31';
const PRIMARY = `${NETWORK}.11`;
const QUICK = { connectMs: 400, statusMs: 400, bodyMs: 400 };

const open: { close(): unknown }[] = [];

async function theSites(speed: number, ...services: readonly LocalService[]) {
  const clock = VirtualClock.start(speed);
  const configuration = aLocalConfiguration(...services);
  const sites = await LocalSites.start(configuration, clock);
  open.push(sites, { close: () => clock.stop() });
  return { sites, clock, configuration };
}

function shop(more: Omit<LocalService, 'network'> = {}) {
  return theSites(1, { network: NETWORK, ...more });
}

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function request(path: string, { host = PRIMARY, agent = new Agent() } = {}) {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  get({ host, port: 8080, path, agent }, resolve).on('error', reject);
  const response = await promise;
  const body = (await response.setEncoding('utf8').toArray()).join('');
  return { status: response.statusCode, site: response.headers['x-site'], body };
}

function connection(withinMs = 300) {
  const addresses = [{ address: PRIMARY, family: 4 }];
  return openConnection({ host: PRIMARY, port: 8080, addresses }, withinMs);
}

describe('a site', () => {
  it('says whose it is and how often it was asked, on any path', async () => {
    const { sites } = await shop();
    await request('/health');
    const { status, site, body } = await request('/whatever');
    expect({ status, site, body: JSON.parse(body) }).toEqual({
      status: 200,
      site: 'shop primary',
      body: { service: 'shop', side: 'primary', requests: 2 },
    });
    expect((await request('/', { host: `${NETWORK}.12` })).site).toBe('shop secondary');
    expect(sites.requests(`${PRIMARY}:8080`)).toBe(2);
  });

  it('that is down lets clients wait, also those that ask later', async () => {
    const { sites } = await shop();
    await sites.set('shop', 'primary', { kind: 'down' });
    expect(sites.condition('shop', 'primary')).toEqual({ kind: 'down' });
    for (let time = 0; time < 3; time += 1) {
      expect(await connection()).toEqual({ kind: 'no-connection' });
    }
    expect((await request('/', { host: `${NETWORK}.12` })).status).toBe(200);
  });

  it('that comes back lets nobody wait any longer', async () => {
    const { sites } = await shop();
    await sites.set('shop', 'primary', { kind: 'down' });
    const waiting = connection(10_000);
    await sites.set('shop', 'primary', 'up');
    const connected = await waiting;
    // Between one listener and the next the kernel may refuse a try that comes just then.
    expect(['connected', 'refused']).toContain(connected.kind);
    if (connected.kind === 'connected') connected.socket.destroy();
    expect((await request('/')).status).toBe(200);
  });

  it('that goes down leaves kept connections without an answer, and breaks them when it is back', async () => {
    const { sites } = await shop();
    const agent = new Agent({ keepAlive: true });
    await request('/', { agent });
    await sites.set('shop', 'primary', { kind: 'down' });
    const asked = Promise.withResolvers<void>();
    const failed = Promise.withResolvers<string | undefined>();
    const kept = get({ host: PRIMARY, port: 8080, path: '/', agent, timeout: 300 });
    kept.on('response', () => failed.resolve('an answer'));
    kept.on('timeout', () => asked.resolve());
    kept.on('error', ({ code }: NodeJS.ErrnoException) => failed.resolve(code));
    await asked.promise;
    await sites.set('shop', 'primary', 'up');
    expect(await failed.promise).toBe('ECONNRESET');
  });

  it('that refuses ends kept connections too', async () => {
    const { sites } = await shop();
    const socket = connect(8080, PRIMARY);
    const ended = Promise.withResolvers<string | undefined>();
    socket.on('error', ({ code }: NodeJS.ErrnoException) => ended.resolve(code));
    socket.on('close', () => ended.resolve('closed'));
    socket.write('GET / HTTP/1.1\r\nHost: shop\r\n\r\n');
    await new Promise((answered) => socket.once('data', answered));
    await sites.set('shop', 'primary', { kind: 'refused' });
    expect(await ended.promise).toBe('closed');
    expect((await connection()).kind).toBe('refused');
  });

  it.each(['HTTP', 'HTTPS'])(
    'that is closed while it ends a connection, over %s, keeps no process from its end',
    async (protocol) => {
      const args = ['test/local/sites/ending.ts', protocol, '127.0.39'];
      const limits = { timeout: 15_000, killSignal: 'SIGKILL' } as const;
      const { stdout } = await promisify(execFile)(process.execPath, args, limits);
      expect(stdout).toBe('closed\n');
    },
    20_000,
  );

  it.each([
    [0.5, 20, 10],
    [0.1, 20, 2],
    [1, 5, 5],
    [0, 5, 0],
  ])('fails a share of %d of %d requests, evenly', async (share, requests, bad) => {
    const { sites } = await shop();
    await sites.set('shop', 'primary', { kind: 'status', status: 503, share });
    const statuses: (number | undefined)[] = [];
    for (let time = 0; time < requests; time += 1) statuses.push((await request('/')).status);
    expect(statuses.filter((status) => status === 503)).toHaveLength(bad);
    const half = statuses.slice(0, requests / 2).filter((status) => status === 503).length;
    expect(Math.abs(half - bad / 2)).toBeLessThanOrEqual(0.5);
  });

  it('is slow by the time of the account', async () => {
    const { sites, clock } = await theSites(20, { network: NETWORK });
    await sites.set('shop', 'primary', { kind: 'slow', byMs: 4_000 });
    const fromMs = performance.now();
    expect((await request('/')).status).toBe(200);
    const tookMs = clock.virtualMs(performance.now() - fromMs);
    expect(tookMs).toBeGreaterThanOrEqual(3_900);
    // As if it were so slow in this machine's time it would be 80,000.
    expect(tookMs).toBeLessThan(40_000);
  });

  it('makes changes one after the other', async () => {
    const { sites } = await shop();
    await Promise.all([
      sites.set('shop', 'primary', { kind: 'down' }),
      sites.set('shop', 'primary', 'up'),
      sites.set('shop', 'primary', { kind: 'down' }),
      sites.set('shop', 'primary', { kind: 'refused' }),
    ]);
    expect((await connection()).kind).toBe('refused');
    await sites.set('shop', 'primary', 'up');
    expect((await request('/')).status).toBe(200);
  });
});

describe('a TCP site', () => {
  it('accepts while it is up, and counts connections', async () => {
    const { sites } = await shop({ check: { protocol: 'TCP', path: '' } });
    const connected = await connection();
    if (connected.kind === 'connected') connected.socket.destroy();
    expect(connected.kind).toBe('connected');
    await sites.set('shop', 'primary', { kind: 'refused' });
    expect((await connection()).kind).toBe('refused');
    expect(sites.requests(`${PRIMARY}:8080`)).toBe(1);
  });
});

describe('readiness', () => {
  const readiness = (address: string) => [
    httpReadiness(`http://${address}:8080/ready`, {
      bodyContains: '"role":"writer"',
      json: { path: 'replica.lagSeconds', atMost: 5 },
    }),
  ];

  async function probed({ configuration }: Awaited<ReturnType<typeof shop>>) {
    const { healthCheck: check, readiness: checks } = configuration.services[0]!.primary;
    const ranges = ['127.0.0.0/8'];
    const ready = checks[0] as never;
    const results = await httpProbes({ patience: QUICK }).run([
      { key: 'health', kind: 'endpoint', check, ranges },
      { key: 'ready', kind: 'readiness', check: ready, ranges },
    ]);
    return { health: results.get('health'), ready: results.get('ready') };
  }

  it('is answered as the checks want it, until the site is not ready', async () => {
    const local = await shop({ readiness });
    const good = (detail: string) => ({ known: true, value: { good: true, detail } });
    expect(await probed(local)).toEqual({
      health: good('HTTP Status Code: 200. OK'),
      ready: good('HTTP 200'),
    });
    await local.sites.set('shop', 'primary', { kind: 'not-ready' });
    expect(await probed(local)).toEqual({
      health: good('HTTP Status Code: 200. OK'),
      ready: { known: true, value: { good: false, detail: 'HTTP 503' } },
    });
    await local.sites.set('shop', 'primary', { kind: 'wrong-body' });
    expect((await probed(local)).ready).toMatchObject({ value: { good: false } });
  });

  it('of a TCP port of its own is taken away without the site', async () => {
    const { sites } = await shop({
      readiness: (host) => [{ kind: 'tcp', host, port: 8081, withinMs: 500 }],
    });
    await sites.set('shop', 'primary', { kind: 'not-ready' });
    const addresses = [{ address: PRIMARY, family: 4 }];
    const ready = await openConnection({ host: PRIMARY, port: 8081, addresses }, 300);
    expect(ready.kind).toBe('refused');
    expect((await request('/health')).status).toBe(200);
  });
});

describe('the sites of a configuration', () => {
  it('are one listener where two services share an address, broken for both', async () => {
    const { sites } = await theSites(
      1,
      { network: NETWORK },
      { network: NETWORK, id: 'blog', check: { path: '/blog' } },
    );
    expect(sites.addresses().map(({ address }) => address)).toEqual([
      `${PRIMARY}:8080`,
      `${NETWORK}.12:8080`,
    ]);
    expect((await request('/')).site).toBe('shop primary, blog primary');
    await sites.set('blog', 'primary', { kind: 'refused' });
    expect(sites.condition('shop', 'primary')).toEqual({ kind: 'refused' });
  });

  it('say where two checks want what no answer can be', async () => {
    const impossible = (address: string) => [
      httpReadiness(`http://${address}:8080/ready`, { json: { path: 'mode', equals: 'a' } }),
      httpReadiness(`http://${address}:8080/ready`, { json: { path: 'mode', equals: 'b' } }),
    ];
    await expect(shop({ readiness: impossible })).rejects.toThrow(
      `No answer of ${PRIMARY}:8080/ready could be what all checks of shop primary want.`,
    );
  });

  it('say who cannot listen and what to do, and leave nothing open', async () => {
    const other = createServer().listen(8080, `${NETWORK}.12`);
    await once(other, 'listening');
    open.push({ close: () => other.close() });
    const failing = shop();
    await expect(failing).rejects.toThrow(SiteFault);
    await expect(failing).rejects.toThrow(
      `The secondary of shop cannot listen on ${NETWORK}.12:8080 (EADDRINUSE). Another process listens there: end it`,
    );
    expect((await connection()).kind).toBe('refused');
  });

  it.each([
    ['bad-certificate', 'The primary of shop cannot be "bad-certificate"'],
    ['not-ready', 'The primary of shop cannot be "not-ready"'],
  ] as const)('refuse a condition that they cannot be in: %s', async (kind, message) => {
    const { sites } = await shop();
    await expect(sites.set('shop', 'primary', { kind })).rejects.toThrow(message);
    expect(sites.condition('shop', 'primary')).toBe('up');
  });

  it('name those that there are when somebody asks for another', async () => {
    const { sites } = await shop();
    await expect(sites.set('shoop', 'primary', 'up')).rejects.toThrow(
      `There is no primary of "shoop". There are: ${PRIMARY}:8080 (shop primary)`,
    );
  });
});
