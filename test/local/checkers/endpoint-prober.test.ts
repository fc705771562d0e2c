import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { EndpointProber, type ResolveHost } from '../../../src/local/checkers/endpoint-prober.ts';
import { BlackHoles } from '../../../src/local/sites/black-holes.ts';
import { makeCertificate } from '../../../src/local/sites/certificate.ts';
import { VirtualClock } from '../../../src/local/virtual-clock.ts';
import type { EndpointHealthCheck } from '../../../src/route53/health-check.ts';
import { judgeProbe } from '../../../src/route53/probe.ts';
import { halfAnswer, OpenSites, says } from '../../adapters/probing.ts';
import { httpSite, httpsSite, tcpSite } from '../../adapters/site-stub.ts';

const sites = new OpenSites();
afterEach(() => sites.close());

/** Where limits are waited for they are real ones divided by this. */
const FAST = 20;
/** Fast enough for limits that are only just kept: this machine has other things to do too. */
const BRISK = 5;

async function probe(more: Partial<EndpointHealthCheck>, speed = 1, resolve: ResolveHost = noHost) {
  const check: EndpointHealthCheck = {
    Type: 'HTTP',
    IPAddress: '127.0.0.1',
    Port: 1,
    RequestInterval: 10,
    FailureThreshold: 3,
    ...more,
  };
  const clock = VirtualClock.start(speed);
  const response = await new EndpointProber(check, clock, resolve).probe();
  return { response, detail: judgeProbe(check, response).detail };
}

async function noHost(): Promise<never> {
  throw new Error('no resolver is wanted here');
}

async function probeSite(
  listener: RequestListener,
  more: Partial<EndpointHealthCheck> = {},
  speed = 1,
) {
  return probe({ Port: await sites.port(httpSite(listener)), ...more }, speed);
}

const MATCH = { Type: 'HTTP_STR_MATCH', SearchString: 'all well' } as const;

describe('a checker', () => {
  it.each([
    [200, 'Success: HTTP Status Code: 200. OK'],
    [302, 'Success: HTTP Status Code: 302. OK'],
    [404, 'Failure: HTTP Status Code: 404.'],
    [503, 'Failure: HTTP Status Code: 503.'],
  ])('judges a status of %d', async (status, detail) => {
    expect((await probeSite(says(status))).detail).toBe(detail);
  });

  it('asks as Route 53 does, on a connection of its own', async () => {
    const seen: unknown[] = [];
    const listener: RequestListener = ({ url, method, headers }, response) => {
      const { host, connection, 'user-agent': agent } = headers;
      seen.push([method, url, host, connection, agent?.split(' ')[0]]);
      response.end();
    };
    const port = await sites.port(httpSite(listener));
    await probe({
      Port: port,
      ResourcePath: 'health?a=1',
      FullyQualifiedDomainName: 'shop.example.com',
    });
    await probe({ Port: port, ResourcePath: '/naïve path' });
    const agent = 'Amazon-Route53-Health-Check-Service';
    expect(seen).toEqual([
      ['GET', '/health?a=1', `shop.example.com:${port}`, 'close', agent],
      ['GET', '/na%C3%AFve%20path', '127.0.0.1', 'close', agent],
    ]);
  });

  it.each([
    ['early enough', `${'x'.repeat(5_112)}all well`, true],
    ['cut by the end of what is read', `${'x'.repeat(5_113)}all well`, false],
    ['nowhere', 'all ill', false],
    ['in another case', 'ALL WELL', false],
  ])('looks for a string that is %s', async (_, body, passes) => {
    const { detail } = await probeSite(says(200, body), MATCH);
    expect(detail.startsWith('Success')).toBe(passes);
    expect(detail).toContain('search string');
  });

  it('unpacks a body that is gzipped, and no more of it than it reads', async () => {
    const zipped = (body: string) => says(200, gzipSync(body), { 'content-encoding': 'gzip' });
    expect((await probeSite(zipped('all well'), MATCH)).detail).toContain('was found');
    const huge = await probeSite(zipped(`${'x'.repeat(10_000_000)}all well`), MATCH);
    expect(huge.response).toMatchObject({ body: 'x'.repeat(5_120) });
    // Nobody goes on unpacking the rest, so that there is soon nothing to do.
    const from = performance.eventLoopUtilization();
    const idleMs = () => performance.eventLoopUtilization(from).idle;
    for (let look = 0; look < 20 && idleMs() < 25; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(idleMs()).toBeGreaterThanOrEqual(25);
    const broken = says(200, 'all well', { 'content-encoding': 'gzip' });
    expect((await probeSite(broken, MATCH)).detail).toContain('did not receive the response body');
  });

  it('does not wait for a body that nothing is looked for in', async () => {
    expect((await probeSite(halfAnswer)).detail).toBe('Success: HTTP Status Code: 200. OK');
    expect((await probeSite(halfAnswer, MATCH, FAST)).detail).toBe(
      'Failure: The health checker did not receive the response body within the timeout limit.',
    );
  });

  it.each([
    ['too large', `X: ${'x'.repeat(17_000)}`, 'are larger than 16384 bytes'],
    ['far too large', `X: ${'x'.repeat(70_000)}`, 'are larger than 16384 bytes'],
    ['malformed', 'no header', 'do not conform to RFC 7230'],
  ])('refuses headers that are %s', async (_, header, fault) => {
    const site = tcpSite((socket) => socket.end(`HTTP/1.1 200 OK\r\n${header}\r\n\r\n`));
    expect((await probe({ Port: await sites.port(site) })).detail).toBe(
      `Failure: The response headers ${fault}.`,
    );
  });

  it('waits as long as its limit, in the time of the account, for a site that says nothing', async () => {
    const port = await sites.port(tcpSite(() => {}));
    const fromMs = performance.now();
    const { response, detail } = await probe({ Port: port }, FAST);
    const tookMs = performance.now() - fromMs;
    expect(response.kind).toBe('silent');
    expect(detail).toContain('did not receive a status code within the timeout limit');
    // 2 s at 20 times the speed are 100 ms, and sockets get nearly 100 more.
    expect(tookMs).toBeGreaterThanOrEqual(140);
    expect(tookMs).toBeLessThan(1_500);
  });

  it.each([
    [1_000, 'Success'],
    [4_500, 'Failure'],
  ])('judges an answer that takes %d ms of the account: %s', async (byMs, verdict) => {
    const slow: RequestListener = (_, response) => {
      setTimeout(() => response.end(), byMs / BRISK);
    };
    const { detail } = await probeSite(slow, {}, BRISK);
    expect(detail.startsWith(verdict)).toBe(true);
  });

  it('measures in milliseconds of the account', async () => {
    const slow: RequestListener = (_, response) => {
      setTimeout(() => response.end(), 200);
    };
    const { response } = await probeSite(slow, {}, BRISK);
    // 1,000, less what this process had to compute meanwhile.
    expect(response).toMatchObject({ kind: 'http', connectMs: expect.any(Number) });
    expect((response as { statusMs: number }).statusMs).toBeGreaterThan(300);
    expect((response as { statusMs: number }).statusMs).toBeLessThan(2_000);
  });

  it('does not blame a site for what it computes itself', async () => {
    const busyMs = 600;
    const port = await sites.port(
      httpSite((_, response) => {
        const untilMs = performance.now() + busyMs;
        while (performance.now() < untilMs);
        response.end();
      }),
    );
    // 600 ms are 3 s at this speed, which would be too late.
    expect((await probe({ Port: port }, BRISK)).detail).toBe('Success: HTTP Status Code: 200. OK');
  });

  it('tells a refusal from no connection at all', async () => {
    const port = await sites.port(httpSite(says(200)));
    await sites.close();
    expect((await probe({ Port: port })).detail).toBe(
      'Failure: The endpoint refused the connection.',
    );
    const holes = new BlackHoles();
    await holes.open('127.0.33.9', 8080);
    const nothing = await probe({ IPAddress: '127.0.33.9', Port: 8080 }, FAST);
    await holes.stop();
    expect(nothing.response).toEqual({ kind: 'no-connection' });
  });

  it('that only connects says nothing and wants nothing', async () => {
    const Port = await sites.port(tcpSite(() => {}));
    const { detail } = await probe({ Type: 'TCP', Port });
    expect(detail).toBe('Success: TCP connection established.');
  });

  it('resolves a domain name before every probe', async () => {
    const Port = await sites.port(httpSite(says(200)));
    const asked: string[] = [];
    const resolve = async (host: string) => {
      asked.push(host);
      return ['127.0.0.1'];
    };
    const check = {
      Port,
      FullyQualifiedDomainName: 'a.example',
      IPAddress: undefined,
    } as never;
    expect((await probe(check, 1, resolve)).detail).toContain('200. OK');
    expect(asked).toEqual(['a.example']);
    expect((await probe(check, 1, async () => [])).detail).toBe('Failure: DNS resolution failed.');
    expect((await probe(check)).detail).toBe('Failure: DNS resolution failed.');
  });
});

describe('a checker over HTTPS', () => {
  const certificate = makeCertificate({
    subject: 'self',
    names: ['other.example.com'],
    to: '20210101000000Z',
  });

  it('takes any certificate: self-signed, expired and for another name', async () => {
    const Port = await sites.port(httpsSite(certificate, says(200, 'all well')));
    for (const EnableSNI of [true, false]) {
      const FullyQualifiedDomainName = 'shop.example.com';
      const check = { Type: 'HTTPS', Port, EnableSNI, FullyQualifiedDomainName } as const;
      expect((await probe(check)).detail).toBe('Success: HTTP Status Code: 200. OK');
    }
    const match = { Type: 'HTTPS_STR_MATCH', Port, SearchString: 'all well' } as const;
    expect((await probe(match)).detail).toContain('was found');
  });

  it('names the host in the handshake only where the check says so', async () => {
    const named: unknown[] = [];
    const listener: RequestListener = ({ socket }, response) => {
      named.push((socket as { servername?: unknown }).servername);
      response.end();
    };
    const Port = await sites.port(httpsSite(certificate, listener));
    const check = { Type: 'HTTPS', Port, FullyQualifiedDomainName: 'shop.example.com' } as const;
    for (const EnableSNI of [true, false]) await probe({ ...check, EnableSNI });
    expect(named).toEqual(['shop.example.com', false]);
  });

  it('fails where there is no TLS', async () => {
    const Port = await sites.port(tcpSite((socket) => socket.end('220 hello\r\n')));
    expect((await probe({ Type: 'HTTPS', Port })).detail).toBe(
      'Failure: SSL alert handshake_failure.',
    );
  });
});
