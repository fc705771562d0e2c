/** The world's name servers on this machine, each on UDP and TCP at an address of its own. */
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { type AddressInfo, createServer, isIP, type Server, type Socket } from 'node:net';
import type { HostAndPort } from '../../config/endpoints.ts';
import type { Chance } from '../../world/random.ts';
import { type AnsweringWorld, Responder } from './responder.ts';
import { serveTcp } from './tcp-questions.ts';

export interface DnsServers {
  /** Where they really listen: a port 0 has become one. */
  readonly addresses: readonly HostAndPort[];
  /** Asked so far of all of them. */
  questions(): number;
  close(): Promise<void>;
}

/** What was found, where, and what to do next. */
export class DnsServerFault extends Error {
  override readonly name = 'DnsServerFault';
}

/** The first address is the world's first name server, and so on. Rejects with `DnsServerFault`; then none is left. */
export async function startDnsServers(
  world: AnsweringWorld,
  addresses: readonly HostAndPort[],
  chance: Pick<Chance, 'share'>,
): Promise<DnsServers> {
  if (addresses.length > world.nameServers) {
    throw new DnsServerFault(
      `There are ${addresses.length} addresses for the ${world.nameServers} name servers of the world. ` +
        'Name as many in the services file, or make a world with more.',
    );
  }
  const servers = addresses.map(
    (address, index) => new DnsServer(address, new Responder(world, index, chance)),
  );
  const close = async () => {
    await Promise.all(servers.map((server) => server.close()));
  };
  const opened = await Promise.allSettled(servers.map((server) => server.open()));
  const failed = opened.find((result) => result.status === 'rejected');
  if (failed) {
    await close();
    throw failed.reason;
  }
  return {
    addresses: servers.map(({ address }) => address),
    questions: () => servers.reduce((sum, { questions }) => sum + questions, 0),
    close,
  };
}

class DnsServer {
  readonly #asked: HostAndPort;
  readonly #responder: Responder;
  readonly #udp: UdpSocket;
  readonly #tcp: Server;
  readonly #connections = new Set<Socket>();

  constructor(address: HostAndPort, responder: Responder) {
    this.#asked = address;
    this.#responder = responder;
    const type = isIP(address.host) === 6 ? 'udp6' : 'udp4';
    const family = type === 'udp6' ? 6 : 4;
    // Clients have addresses, so that there is nothing to look up for each answer.
    this.#udp = createSocket({ type, lookup: (host, _, answer) => answer(null, host, family) });
    this.#tcp = createServer((socket) => this.#take(socket));
  }

  get questions(): number {
    return this.#responder.questions;
  }

  get address(): HostAndPort {
    return { host: this.#asked.host, port: (this.#tcp.address() as AddressInfo).port };
  }

  async open(): Promise<void> {
    const { host, port } = this.#asked;
    try {
      await listening(this.#tcp, () => this.#tcp.listen({ host, port }));
      await listening(this.#udp, () => this.#udp.bind({ address: host, port: this.address.port }));
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      throw new DnsServerFault(
        `A name server cannot listen on ${host}:${port} (${code}). ` +
          'End what listens there, or give the zone other nameServers in the services file.',
        { cause },
      );
    }
    this.#udp.on('message', (message, client) => {
      const reply = this.#responder.respond(message, 'udp');
      if (reply) this.#udp.send(reply, client.port, client.address);
    });
    // A client that cannot be reached any more does without its answer.
    this.#udp.on('error', () => {});
  }

  async close(): Promise<void> {
    for (const connection of this.#connections) connection.destroy();
    await Promise.all([
      new Promise<void>((closed) => this.#tcp.close(() => closed())),
      new Promise<void>((closed) => this.#udp.close(() => closed())),
    ]);
  }

  #take(socket: Socket): void {
    this.#connections.add(socket);
    socket.on('close', () => this.#connections.delete(socket));
    serveTcp(socket, (message) => this.#responder.respond(message, 'tcp'));
  }
}

/** Rejects with what the system says. */
async function listening(server: Server | UdpSocket, begin: () => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('listening', resolve);
  server.once('error', reject);
  begin();
  try {
    await promise;
  } finally {
    server.removeListener('error', reject);
  }
}
