/** Probes of sites on the loopback, with short times and a resolver that is told what to say. */
import type { RequestListener } from 'node:http';
import { httpProbes } from '../../src/adapters/http-probes.ts';
import type { HttpReadiness } from '../../src/core/readiness.ts';
import type { EndpointCheck } from '../../src/core/service.ts';
import { anEndpointCheck } from '../builders/configuration.ts';
import type { Site } from './site-stub.ts';

export const LOOPBACK: readonly string[] = ['127.0.0.0/8', '::1/128'];
const QUICK = { connectMs: 300, statusMs: 300, bodyMs: 300 };

/** Sites that are open, to be closed after each test. */
export class OpenSites {
  readonly #sites: Site[] = [];

  async port(opening: Promise<Site>): Promise<number> {
    const site = await opening;
    this.#sites.push(site);
    return site.port;
  }

  async close(): Promise<void> {
    await Promise.all(this.#sites.splice(0).map((site) => site.close()));
  }
}

export async function resolve(host: string) {
  if (host === 'gone.example.com') throw Object.assign(new Error('x'), { code: 'ENOTFOUND' });
  if (host === 'servfail.example.com') throw Object.assign(new Error('x'), { code: 'EAI_AGAIN' });
  if (host === 'slow.example.com') return Promise.withResolvers<never>().promise;
  if (host === 'empty.example.com') return [];
  const addresses = host === 'mixed.example.com' ? ['127.0.0.1', '10.0.0.1'] : ['127.0.0.1'];
  return addresses.map((address) => ({ address, family: 4 }));
}

/** Of the loopback address by HTTP, unless it is told otherwise. */
export async function probeEndpoint(more: Partial<EndpointCheck>) {
  const check = anEndpointCheck('primary', {
    protocol: 'HTTP',
    address: '127.0.0.1',
    host: 'shop.example.com',
    ...more,
  });
  const probe = { key: 'p', kind: 'endpoint', check, ranges: LOOPBACK } as const;
  return (await httpProbes({ patience: QUICK, resolve }).run([probe])).get('p');
}

/** Statuses 200 to 299, within 400 ms. */
export async function probeReadiness(more: Partial<HttpReadiness>, ranges = LOOPBACK, ca?: string) {
  const check: HttpReadiness = {
    kind: 'http',
    url: 'http://127.0.0.1/',
    statuses: { from: 200, to: 299 },
    withinMs: 400,
    ...more,
  };
  const probes = httpProbes({ resolve, ...(ca !== undefined && { ca }) });
  const probe = { key: 'r', kind: 'readiness', check, ranges } as const;
  return (await probes.run([probe])).get('r');
}

export const good = (detail: string) => ({ known: true, value: { good: true, detail } });
export const bad = (detail: string) => ({ known: true, value: { good: false, detail } });

export function says(status: number, body: string | Buffer = '', headers = {}): RequestListener {
  return (_, response) => response.writeHead(status, headers).end(body);
}

/** Bytes without end. */
export const flood: RequestListener = (_, response) => {
  response.writeHead(200);
  const more = () => {
    while (response.write(Buffer.alloc(65_536))) {}
  };
  response.on('drain', more);
  more();
};

/** Headers and one byte at once, then nothing more. */
export const halfAnswer: RequestListener = (_, response) => {
  response.writeHead(200);
  response.write('x');
};
