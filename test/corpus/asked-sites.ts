/** Asking a site on the loopback whether it is ready, and saying what came of it. */
import type { RequestListener } from 'node:http';
import type { HttpReadiness } from '../../src/core/readiness.ts';
import { certificateFor } from '../adapters/certificate.ts';
import { LOOPBACK, probeReadiness, says } from '../adapters/probing.ts';
import { httpSite, httpsSite, type Site, tcpSite } from '../adapters/site-stub.ts';

/** For everything that answers at all, on a machine that is busy with others. */
const WITHIN_MS = 2_000;
/** Whatever takes so long has no deadline. */
const LATE_MS = 4_000;
/** For a site that never ends its answer. */
export const BRIEF: Check = { withinMs: 400 };

type Check = Partial<HttpReadiness>;

export interface Asked {
  readonly open: () => Promise<Site>;
  readonly url?: (port: number) => string;
  readonly check?: Check;
  readonly ranges?: readonly string[];
}

export async function see({
  open,
  url = loopback,
  check = {},
  ranges = LOOPBACK,
}: Asked): Promise<string> {
  const site = await open();
  const startedMs = performance.now();
  const seen = await probeReadiness({ url: url(site.port), withinMs: WITHIN_MS, ...check }, ranges);
  const tookMs = performance.now() - startedMs;
  await site.close();
  if (JSON.stringify(seen).includes('CANARY')) return 'repeats what it was sent';
  const late = tookMs > LATE_MS ? `, after ${Math.round(tookMs)} ms` : '';
  if (!seen?.known) return `unknown: ${seen?.why}${late}`;
  return `${seen.value.good ? 'ready' : 'not ready'}: ${seen.value.detail}${late}`;
}

const loopback = (port: number) => `http://127.0.0.1:${port}/`;
export const of = (host: string) => (port: number) => `http://${host}:${port}/`;
export const http = (listener: RequestListener) => () => httpSite(listener);
export const raw = (bytes: string) => () =>
  tcpSite((socket) => socket.once('data', () => socket.end(bytes)));
export const json = (path: string, equals: string | number | boolean): Check => ({
  json: { path, equals },
});

/** One byte of the body every 20 ms. */
export const drip: RequestListener = (_, response) => {
  response.writeHead(200);
  const timer = setInterval(() => response.write('x'), 20);
  response.on('close', () => clearInterval(timer));
};

export function secured(options: Parameters<typeof certificateFor>[0]): Asked {
  const certificate = certificateFor(options);
  return {
    open: () => httpsSite(certificate, says(200)),
    url: (port) => `https://shop.example.com:${port}/`,
  };
}
