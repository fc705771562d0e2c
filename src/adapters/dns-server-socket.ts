/** One UDP socket to one name server, shared by all questions of one round. */
import { randomInt } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { isIP } from 'node:net';
import { encode, type Packet } from 'dns-packet';
import type { HostAndPort } from '../config/endpoints.ts';
import { type Reading, unknown } from '../core/reading.ts';
import {
  decodePacket,
  isAnswerTo,
  isTruncated,
  type Question,
  queryPacket,
  readAnswer,
} from './dns-message.ts';
import { askOverTcp } from './dns-over-tcp.ts';

export interface DnsPatience {
  /** For each try. */
  readonly timeoutMs: number;
  /** To the same server, since a datagram can be lost. */
  readonly tries: number;
}

interface Waiting {
  readonly question: Question;
  readonly answered: (packet: Packet) => void;
}

const ID_COUNT = 65_536;

export class DnsServerSocket {
  readonly #server: HostAndPort;
  readonly #patience: DnsPatience;
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #connected: Promise<boolean>;

  /** `server.host` is an IP address. */
  constructor(server: HostAndPort, patience: DnsPatience) {
    this.#server = server;
    this.#patience = patience;
    this.#socket = createSocket(isIP(server.host) === 6 ? 'udp6' : 'udp4');
    this.#socket.on('message', (bytes) => this.#receive(bytes));
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#connected = promise;
    // A refusal by the server's host arrives here as well; the questions then end by their own time-outs.
    this.#socket.on('error', () => resolve(false));
    // Once connected it hears nobody else.
    this.#socket.connect(server.port, server.host, () => resolve(true));
  }

  async ask(question: Question): Promise<Reading<readonly string[]>> {
    if (!(await this.#connected)) return unknown('the name server cannot be reached');
    for (let tried = 0; tried < this.#patience.tries; tried += 1) {
      const packet = await this.#exchange(question);
      if (packet !== undefined) return this.#read(packet, question);
    }
    return unknown('the name server did not answer');
  }

  close(): void {
    this.#socket.close();
  }

  #exchange(question: Question): Promise<Packet | undefined> {
    const { promise, resolve } = Promise.withResolvers<Packet | undefined>();
    const id = this.#freeId();
    const timer = setTimeout(() => done(undefined), this.#patience.timeoutMs);
    const done = (packet: Packet | undefined) => {
      clearTimeout(timer);
      this.#waiting.delete(id);
      resolve(packet);
    };
    this.#waiting.set(id, { question, answered: done });
    this.#socket.send(encode(queryPacket(id, question)));
    return promise;
  }

  /** Chance makes answers hard to forge. */
  #freeId(): number {
    let id = randomInt(ID_COUNT);
    while (this.#waiting.has(id)) id = randomInt(ID_COUNT);
    return id;
  }

  #receive(bytes: Buffer): void {
    const packet = decodePacket(bytes);
    const waiting = packet?.id === undefined ? undefined : this.#waiting.get(packet.id);
    if (!packet || !waiting || !isAnswerTo(packet, packet.id ?? -1, waiting.question)) return;
    waiting.answered(packet);
  }

  async #read(packet: Packet, question: Question): Promise<Reading<readonly string[]>> {
    if (!isTruncated(packet)) return readAnswer(packet, question);
    const id = this.#freeId();
    try {
      const query = queryPacket(id, question);
      const whole = await askOverTcp(this.#server, query, this.#patience.timeoutMs);
      return isAnswerTo(whole, id, question)
        ? readAnswer(whole, question)
        : unknown('the name server answered something else over TCP');
    } catch (failure) {
      return unknown(failure instanceof Error ? failure.message : 'no answer over TCP');
    }
  }
}
