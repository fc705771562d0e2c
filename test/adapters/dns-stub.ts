/** A name server on the loopback: UDP and TCP on one port, answering what it is handed. */
import { createSocket, type Socket } from 'node:dgram';
import { type AddressInfo, createServer, type Server } from 'node:net';
import {
  type Answer,
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  type Packet,
  streamEncode,
  TRUNCATED_RESPONSE,
} from 'dns-packet';

/** RCODEs of RFC 1035. */
export const RCODES = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 } as const;

export interface DnsAnswer {
  readonly rcode?: keyof typeof RCODES;
  readonly answers?: readonly Answer[];
  /** By UDP only a header with TC comes, the rest by TCP. */
  readonly truncated?: boolean;
  readonly authoritative?: boolean;
}

export type DnsAnswering = (
  query: Packet,
) => DnsAnswer | 'silence' | Promise<DnsAnswer | 'silence'>;

export class DnsStub {
  readonly queries: Packet[] = [];
  readonly #udp: Socket = createSocket('udp4');
  readonly #tcp: Server = createServer();
  #answer: DnsAnswering;
  #tcpBytes: Buffer | null | undefined;
  #heard: (port: number) => unknown = () => {};

  private constructor(answer: DnsAnswering) {
    this.#answer = answer;
  }

  static async start(answer: DnsAnswering): Promise<DnsStub> {
    const stub = new DnsStub(answer);
    const { promise, resolve } = Promise.withResolvers<void>();
    stub.#tcp.listen(0, '127.0.0.1', () => stub.#udp.bind(stub.#port, '127.0.0.1', resolve));
    stub.#listen();
    await promise;
    return stub;
  }

  /** As `services.yml` would name it. */
  get server(): string {
    return `127.0.0.1:${this.#port}`;
  }

  get #port(): number {
    return (this.#tcp.address() as AddressInfo).port;
  }

  answer(answer: DnsAnswering): void {
    this.#answer = answer;
  }

  /** These bytes and no others come by TCP; with `null` the connection only ends. */
  answerTcp(bytes: Buffer | null): void {
    this.#tcpBytes = bytes;
  }

  /** Told of the port of every query, before it is answered. */
  hear(heard: (port: number) => unknown): void {
    this.#heard = heard;
  }

  /** To whoever sent the query that is answered, before the answer. */
  readonly send = (packet: Packet, port: number): void => {
    this.#udp.send(encode(packet), port, '127.0.0.1');
  };

  async close(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#udp.close(() => this.#tcp.close(() => resolve()));
    await promise;
  }

  #listen(): void {
    this.#udp.on('message', (bytes, { port }) => {
      this.#heard(port);
      void this.#reply(decode(bytes), true).then((packet) => packet && this.send(packet, port));
    });
    this.#tcp.on('connection', (socket) => {
      socket.on('error', () => socket.destroy());
      socket.on('data', (bytes: Buffer) => {
        if (this.#tcpBytes !== undefined) {
          socket.end(this.#tcpBytes ?? '');
          return;
        }
        void this.#reply(decode(bytes.subarray(2)), false).then((packet) => {
          if (packet) socket.write(streamEncode(packet));
        });
      });
    });
  }

  async #reply(query: Packet, byUdp: boolean): Promise<Packet | undefined> {
    this.queries.push(query);
    const answer = await this.#answer(query);
    if (answer === 'silence') return undefined;
    const isCut = byUdp && answer.truncated === true;
    const authoritative = answer.authoritative === false ? 0 : AUTHORITATIVE_ANSWER;
    return {
      type: 'response',
      id: query.id,
      flags: authoritative | (isCut ? TRUNCATED_RESPONSE : 0) | RCODES[answer.rcode ?? 'NOERROR'],
      questions: query.questions,
      answers: isCut ? [] : [...(answer.answers ?? [])],
    };
  }
}
