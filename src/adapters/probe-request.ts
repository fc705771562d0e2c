/** One GET over a connection that stands: what came back, and how long each part took. No redirect is followed. */
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import type { HttpResponse } from '../route53/probe.ts';

export interface ProbeRequest {
  readonly path: string;
  /** The Host header. */
  readonly host: string;
  readonly tls?: TlsSettings;
  /** Until the status code, TLS included. */
  readonly statusWithinMs: number;
  /** From the status code to the end of what is read of the body. */
  readonly bodyWithinMs: number;
  /** Both together. */
  readonly wholeWithinMs: number;
  /** The body is read to its end or to so many bytes; with 0 not at all. */
  readonly bodyBytes: number;
}

export interface TlsSettings {
  /** That the certificate must be for. */
  readonly name: string;
  /** Send the name in the handshake. */
  readonly sni: boolean;
  readonly verify: boolean;
  readonly ca?: string;
}

export type HttpAnswer =
  | (Omit<HttpResponse, 'connectMs'> & {
      /** More came than was read. */
      readonly isCut: boolean;
    })
  | { readonly kind: 'silent' }
  /** A code of Node.js, e.g. `ECONNRESET` or `CERT_HAS_EXPIRED`; never a text from outside. */
  | { readonly kind: 'broken'; readonly code: string };

/** Never rejects; the connection is gone afterwards. */
export async function sendProbe(socket: Socket, probe: ProbeRequest): Promise<HttpAnswer> {
  const startedMs = performance.now();
  const { promise, resolve } = Promise.withResolvers<HttpAnswer>();
  const timer = setTimeout(() => resolve({ kind: 'silent' }), probe.statusWithinMs);
  let hasAnswered = false;
  // Once there is a status, the body tells by itself how it ended; a site may well hang up right behind it.
  const broken = (error: unknown) => {
    if (!hasAnswered) resolve({ kind: 'broken', code: codeOf(error) });
  };
  const stream = probe.tls ? secured(socket, probe.tls) : socket;
  socket.on('error', broken);
  stream.on('error', broken);
  stream.on('close', () => broken({ code: 'ECONNRESET' }));
  const request = get(stream, probe);
  request.on('error', broken);
  request.once('response', (response) => {
    clearTimeout(timer);
    hasAnswered = true;
    const statusMs = performance.now() - startedMs;
    void readBody(response, probe, statusMs).then((body) =>
      resolve(httpAnswer(response, statusMs, body)),
    );
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    request.destroy();
    stream.destroy();
    socket.destroy();
  }
}

function get(stream: Socket, { path, host }: ProbeRequest): ClientRequest {
  const headers = {
    Host: host,
    'User-Agent': 'Switchback',
    Accept: '*/*',
    // A body that must be unpacked to be read can unpack to anything.
    'Accept-Encoding': 'identity',
    Connection: 'close',
  };
  // Without an agent: every agent, a new one too, would open a connection of its own, to who knows where.
  const request = httpRequest({ path, headers, createConnection: () => stream });
  request.end();
  return request;
}

function secured(socket: Socket, { name, sni, verify, ca }: TlsSettings): Socket {
  return tlsConnect({
    socket,
    host: name,
    rejectUnauthorized: verify,
    ...(sni && { servername: name }),
    ...(ca !== undefined && { ca }),
  });
}

interface ReadBody {
  readonly text: string;
  readonly tookMs: number;
  readonly isCut: boolean;
}

/** Ends by itself, by its size or by its time, whichever is first; a body that breaks off took for ever. */
function readBody(
  response: IncomingMessage,
  { bodyBytes, bodyWithinMs, wholeWithinMs }: ProbeRequest,
  statusMs: number,
): Promise<ReadBody> {
  const startedMs = performance.now();
  const { promise, resolve } = Promise.withResolvers<ReadBody>();
  const chunks: Buffer[] = [];
  let bytes = 0;
  const end = (tookMs: number) => {
    clearTimeout(timer);
    const read = Buffer.concat(chunks).subarray(0, bodyBytes);
    resolve({ text: read.toString(), tookMs, isCut: bytes > bodyBytes });
  };
  const withinMs = Math.min(bodyWithinMs, wholeWithinMs - statusMs);
  const timer = setTimeout(() => end(Number.POSITIVE_INFINITY), withinMs);
  if (bodyBytes === 0) end(0);
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > bodyBytes) end(performance.now() - startedMs);
  });
  response.on('end', () => end(performance.now() - startedMs));
  response.on('error', () => end(Number.POSITIVE_INFINITY));
  response.on('close', () => end(Number.POSITIVE_INFINITY));
  return promise;
}

function httpAnswer(response: IncomingMessage, statusMs: number, body: ReadBody): HttpAnswer {
  return {
    kind: 'http',
    status: response.statusCode ?? 0,
    statusMs,
    bodyMs: body.tookMs,
    body: body.text,
    contentEncoding: response.headers['content-encoding'] ?? 'identity',
    isCut: body.isCut,
  };
}

const CODE = /^[A-Z][A-Z0-9_]{1,60}$/;

function codeOf(error: unknown): string {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === 'string' && CODE.test(code) ? code : 'broken off';
}
