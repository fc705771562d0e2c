/**
 * Listens and never accepts: a thread that does not go back to its event loop, so that connections stay where the
 * system puts them. Between two orders it sleeps, and what has to happen in between happens in microtasks alone.
 */
import { createServer, type Server } from 'node:net';
import { type MessagePort, receiveMessageOnPort, workerData } from 'node:worker_threads';

export interface BlackHoleThread {
  /** One Int32, which is 1 while there are orders. */
  readonly bell: SharedArrayBuffer;
  readonly port: MessagePort;
}

export type BlackHoleOrder =
  /** Only answered, so that whoever asked knows that the thread is at work. */
  | { readonly kind: 'greet' }
  | { readonly kind: 'open' | 'close'; readonly host: string; readonly tcpPort: number };

/** A code of Node.js, or `undefined` when it is done. */
export type BlackHoleReply = { readonly code: string | undefined };

/** As small as it can be: the queue holds one more than this on Linux. */
const BACKLOG = 1;

const { bell, port } = workerData as BlackHoleThread;
const flag = new Int32Array(bell);
const listening = new Map<string, Server>();

function open(host: string, tcpPort: number): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const server = createServer();
  server.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? 'unknown'));
  server.listen({ host, port: tcpPort, backlog: BACKLOG }, () => resolve(undefined));
  listening.set(`${host}:${tcpPort}`, server);
  return promise;
}

function close(host: string, tcpPort: number): undefined {
  listening.get(`${host}:${tcpPort}`)?.close();
  listening.delete(`${host}:${tcpPort}`);
}

async function obey(order: BlackHoleOrder): Promise<string | undefined> {
  if (order.kind === 'greet') return undefined;
  const { kind, host, tcpPort } = order;
  return kind === 'open' ? open(host, tcpPort) : close(host, tcpPort);
}

for (;;) {
  Atomics.wait(flag, 0, 0);
  Atomics.store(flag, 0, 0);
  for (let order = receiveMessageOnPort(port); order; order = receiveMessageOnPort(port)) {
    const code = await obey(order.message as BlackHoleOrder);
    port.postMessage({ code } satisfies BlackHoleReply);
  }
}
