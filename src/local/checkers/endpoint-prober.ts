/** One check's probes over real sockets, each on a connection of its own; times are those of the account. */
import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect, isIP, type Socket } from 'node:net';
import { createSecureContext, connect as tlsConnect } from 'node:tls';
import type { EndpointHealthCheck } from '../../route53/health-check.ts';
import {
  BODY_TIMEOUT_MS,
  type EndpointResponse,
  HTTP_CONNECT_TIMEOUT_MS,
  MAX_HEADER_BYTES,
  STATUS_TIMEOUT_MS,
  TCP_CONNECT_TIMEOUT_MS,
} from '../../route53/probe.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { Patience } from './patience.ts';
import { readBody } from './probe-body.ts';
import { probeRequest } from './probe-request.ts';

/** IPv4 addresses of a host, as the checkers resolve it before every probe. Rejects, or answers none, for one that has none. */
export type ResolveHost = (host: string) => Promise<readonly string[]>;

export const systemHosts: ResolveHost = async (host) => {
  const found = await lookup(host, { family: 4, all: true });
  return found.map(({ address }) => address);
};

/** By the host itself. Whatever else goes wrong is the way to it. */
const REFUSALS: ReadonlySet<string | undefined> = new Set(['ECONNREFUSED', 'ECONNRESET']);

/**
 * Up to TLS 1.2, which is what Route 53 says that its checkers speak. One for all, and without authorities: to read
 * those takes more time than the rest of a probe.
 */
const TLS = createSecureContext({ minVersion: 'TLSv1', maxVersion: 'TLSv1.2', ca: [] });

export class EndpointProber {
  readonly #check: EndpointHealthCheck;
  readonly #clock: VirtualClock;
  readonly #resolve: ResolveHost;
  readonly #open = new Set<Socket>();
  #isStopped = false;

  constructor(check: EndpointHealthCheck, clock: VirtualClock, resolve: ResolveHost) {
    this.#check = check;
    this.#clock = clock;
    this.#resolve = resolve;
  }

  async probe(): Promise<EndpointResponse> {
    const address = await this.#address();
    if (address === undefined) return { kind: 'unresolved' };
    if (this.#isStopped) return { kind: 'no-connection' };
    const socket = connect(this.#check.Port, address);
    this.#open.add(socket);
    try {
      const connection = await this.#connected(socket);
      const isDone = connection.kind !== 'silent' || this.#check.Type === 'TCP';
      return isDone ? connection : await this.#ask(socket, connection.connectMs);
    } finally {
      this.#open.delete(socket);
      socket.destroy();
    }
  }

  /** Probes under way end at once, and what they say is worth nothing. */
  stop(): void {
    this.#isStopped = true;
    for (const socket of this.#open) socket.destroy();
  }

  async #address(): Promise<string | undefined> {
    const { IPAddress, FullyQualifiedDomainName: host = '' } = this.#check;
    if (IPAddress !== undefined) return IPAddress;
    try {
      return (await this.#resolve(host))[0];
    } catch {
      // For a checker a resolver that fails is a name that does not resolve.
      return undefined;
    }
  }

  /** `silent` for a connection that stands: so far nothing was said. */
  #connected(socket: Socket): Promise<EndpointResponse> {
    const { promise, resolve } = Promise.withResolvers<EndpointResponse>();
    const isTcp = this.#check.Type === 'TCP';
    const limitMs = isTcp ? TCP_CONNECT_TIMEOUT_MS : HTTP_CONNECT_TIMEOUT_MS;
    const patience = this.#patience(limitMs, () => resolve({ kind: 'no-connection' }));
    const sinceMs = () => this.#waited(patience.end());
    socket.once('connect', () => resolve({ kind: 'silent', connectMs: sinceMs() }));
    socket.on('error', ({ code }: NodeJS.ErrnoException) => {
      const connectMs = sinceMs();
      resolve(REFUSALS.has(code) ? { kind: 'refused', connectMs } : { kind: 'no-connection' });
    });
    socket.once('close', () => {
      patience.end();
      resolve({ kind: 'no-connection' });
    });
    return promise;
  }

  async #ask(socket: Socket, connectMs: number): Promise<EndpointResponse> {
    const { promise, resolve } = Promise.withResolvers<EndpointResponse>();
    const patience = this.#patience(STATUS_TIMEOUT_MS, () =>
      resolve({ kind: 'silent', connectMs }),
    );
    const isTls = this.#check.Type.startsWith('HTTPS');
    const stream = isTls ? this.#secured(socket) : socket;
    let isSecure = !isTls;
    let hasAnswered = false;
    stream.once('secureConnect', () => {
      isSecure = true;
    });
    // Once there is a status, the body tells by itself how it ended; a site may well hang up right behind it.
    const broken = ({ code = '' }: NodeJS.ErrnoException) => {
      if (hasAnswered) return;
      const statusMs = this.#waited(patience.end());
      resolve(
        isSecure ? brokenResponse(code, { connectMs, statusMs }) : handshakeFailed(connectMs),
      );
    };
    stream.on('error', broken);
    stream.once('close', () => broken({} as NodeJS.ErrnoException));
    const request = httpRequest({ ...probeRequest(this.#check), createConnection: () => stream });
    request.on('error', broken);
    request.once('response', (response) => {
      hasAnswered = true;
      const times = { connectMs, statusMs: this.#waited(patience.end()) };
      void this.#read(response, times).then(resolve);
    });
    request.end();
    try {
      return await promise;
    } finally {
      request.destroy();
      stream.destroy();
    }
  }

  async #read(response: IncomingMessage, times: AnswerTimes): Promise<EndpointResponse> {
    const { statusCode: status = 0, rawHeaders } = response;
    const head = { kind: 'http', ...times, status, headerBytes: headerBytes(rawHeaders) } as const;
    if (!this.#check.Type.endsWith('STR_MATCH')) return head;
    const { graceMs } = this.#clock;
    const body = await readBody(response, this.#clock.realMs(BODY_TIMEOUT_MS) + graceMs);
    const bodyMs = this.#waited(body.tookMs);
    return { ...head, bodyMs, body: body.text, contentEncoding: body.encoding };
  }

  /** Whatever the certificate is. */
  #secured(socket: Socket): Socket {
    const { EnableSNI, FullyQualifiedDomainName: name = '' } = this.#check;
    return tlsConnect({
      socket,
      secureContext: TLS,
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
      ...(EnableSNI === true && name !== '' && isIP(name) === 0 && { servername: name }),
    });
  }

  #patience(limitMs: number, expired: () => void): Patience {
    return new Patience(this.#clock.realMs(limitMs) + this.#clock.graceMs, expired);
  }

  /** In the account, of a wait of so many milliseconds here. */
  #waited(realMs: number): number {
    return this.#clock.virtualMs(Math.max(0, realMs - this.#clock.graceMs));
  }
}

interface AnswerTimes {
  readonly connectMs: number;
  readonly statusMs: number;
}

function handshakeFailed(connectMs: number): EndpointResponse {
  return { kind: 'handshake-failed', connectMs };
}

/** HPE: Node.js' parser. A connection that ends without a word is as good as one that says nothing. */
function brokenResponse(code: string, times: AnswerTimes): EndpointResponse {
  const unread = { kind: 'http', ...times, status: 0 } as const;
  if (code === 'HPE_HEADER_OVERFLOW') return { ...unread, headerBytes: MAX_HEADER_BYTES + 1 };
  if (code.startsWith('HPE_')) return { ...unread, malformedHeaders: true };
  return { kind: 'silent', connectMs: times.connectMs };
}

/** A colon, a space and the end of the line belong to every header. */
function headerBytes(rawHeaders: readonly string[]): number {
  return rawHeaders.reduce((sum, text) => sum + text.length + 2, 0);
}
