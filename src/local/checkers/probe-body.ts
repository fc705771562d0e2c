/** As much of a body as the search string is looked for in. */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import { SEARCHED_BODY_BYTES } from '../../route53/probe.ts';
import { Patience } from './patience.ts';

export interface ProbeBody {
  readonly text: string;
  /** Of this machine; infinite for a body that did not come in time, or broke off. */
  readonly tookMs: number;
  readonly encoding: string;
}

const UNPACKERS = { gzip: createGunzip, deflate: createInflate } as const;

/** Ends with the body, with enough of it, or with the patience; never rejects. */
export function readBody(response: IncomingMessage, limitMs: number): Promise<ProbeBody> {
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const { promise, resolve } = Promise.withResolvers<ProbeBody>();
  const chunks: Buffer[] = [];
  let bytes = 0;
  const body = unpacked(response, encoding);
  const patience = new Patience(limitMs, () => end(Number.POSITIVE_INFINITY));
  const end = (tookMs = patience.end()) => {
    patience.end();
    // A few kilobytes can unpack to gigabytes, which nobody waits for.
    body.destroy();
    const text = Buffer.concat(chunks).subarray(0, SEARCHED_BODY_BYTES).toString();
    resolve({ text, tookMs, encoding });
  };
  body.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= SEARCHED_BODY_BYTES) end();
  });
  body.on('end', () => end());
  body.on('error', () => end(Number.POSITIVE_INFINITY));
  response.on('error', () => end(Number.POSITIVE_INFINITY));
  response.on('close', () => {
    if (!response.complete) end(Number.POSITIVE_INFINITY);
  });
  return promise;
}

function unpacked(response: IncomingMessage, encoding: string): Readable {
  return Object.hasOwn(UNPACKERS, encoding)
    ? response.pipe(UNPACKERS[encoding as keyof typeof UNPACKERS]())
    : response;
}
