/**
 * Addresses where packets vanish, without a firewall. On Linux (and macOS) a listener whose queue is full drops what
 * asks for a connection, so that the client tries again and again until it gives up. Windows refuses instead; there
 * `open` rejects.
 */
import { type MessagePort, Worker } from 'node:worker_threads';
import type { BlackHoleOrder, BlackHoleReply, BlackHoleThread } from './black-hole-worker.ts';
import { FullQueue } from './full-queue.ts';
import { cannotListen } from './site-fault.ts';

interface Thread {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly flag: Int32Array;
}

export class BlackHoles {
  readonly #queues = new Map<string, FullQueue>();
  /** In the order of the orders, as the thread answers. */
  readonly #waiting: ((reply: BlackHoleReply) => void)[] = [];
  #thread: Thread | undefined;

  /** A thread takes its time to start; who waits for it first leaves no gap before `open`. */
  async prepare(): Promise<void> {
    await this.#order({ kind: 'greet' });
  }

  async open(host: string, tcpPort: number): Promise<void> {
    const address = `${host}:${tcpPort}`;
    const { code } = await this.#order({ kind: 'open', host, tcpPort });
    if (code !== undefined) throw cannotListen('A site that is down', address, { code });
    const queue = new FullQueue(host, tcpPort);
    this.#queues.set(address, queue);
    try {
      await queue.full;
    } catch (cause) {
      await this.close(host, tcpPort);
      throw cannotListen('A site that is down', address, cause);
    }
  }

  /** From then on connections are refused, and those that waited find whoever listens next. */
  async close(host: string, tcpPort: number): Promise<void> {
    const address = `${host}:${tcpPort}`;
    this.#queues.get(address)?.close();
    this.#queues.delete(address);
    await this.#order({ kind: 'close', host, tcpPort });
  }

  async stop(): Promise<void> {
    for (const queue of this.#queues.values()) queue.close();
    this.#queues.clear();
    this.#thread?.port.close();
    await this.#thread?.worker.terminate();
    this.#thread = undefined;
  }

  #order(order: BlackHoleOrder): Promise<BlackHoleReply> {
    this.#thread ??= this.#startThread();
    const { promise, resolve } = Promise.withResolvers<BlackHoleReply>();
    this.#waiting.push(resolve);
    this.#thread.port.postMessage(order);
    Atomics.store(this.#thread.flag, 0, 1);
    Atomics.notify(this.#thread.flag, 0);
    return promise;
  }

  #startThread(): Thread {
    const { port1, port2 } = new MessageChannel();
    const bell = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const worker = new Worker(new URL('./black-hole-worker.ts', import.meta.url), {
      workerData: { bell, port: port2 as unknown as MessagePort } satisfies BlackHoleThread,
      transferList: [port2 as unknown as MessagePort],
      execArgv: [],
    });
    worker.unref();
    const port = port1 as unknown as MessagePort;
    port.on('message', (reply: BlackHoleReply) => this.#waiting.shift()?.(reply));
    return { worker, port, flag: new Int32Array(bell) };
  }
}
