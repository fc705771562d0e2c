/** A deployed world whose name servers really listen, and questions to them, packet for packet. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type DecodedPacket, decode, encode, type Packet } from 'dns-packet';
import type { HostAndPort } from '../../../src/config/endpoints.ts';
import { type DnsServers, startDnsServers } from '../../../src/local/dns/dns-servers.ts';
import type { ResourceRecordSet } from '../../../src/route53/record-set.ts';
import { chanceFor } from '../../../src/world/random.ts';
import type { World } from '../../../src/world/world.ts';
import { aDeployedWorld, MINUTE, ZONE_ID } from '../../world/deployed-world.ts';

export interface Serving {
  readonly world: World;
  readonly dns: DnsServers;
  readonly server: HostAndPort;
}

/** As many servers as the world has, at .1, .2 … of a network such as `127.0.32`. */
export async function serving(
  network: string,
  sets: readonly Omit<ResourceRecordSet, 'HealthCheckId'>[] = [],
): Promise<Serving> {
  const { world } = aDeployedWorld();
  if (sets.length > 0) create(world, sets);
  const addresses = Array.from({ length: world.nameServers }, (_, index) => ({
    host: `${network}.${index + 1}`,
    port: 0,
  }));
  const dns = await startDnsServers(world, addresses, chanceFor(1, 'draws'));
  return { world, dns, server: dns.addresses[0]! };
}

/** In sync when it returns. */
export function create(world: World, sets: readonly object[]): void {
  world.editRecords(
    ZONE_ID,
    sets.map((set) => ({ action: 'CREATE', set: set as ResourceRecordSet })),
  );
  world.step(world.nowMs + 2 * MINUTE);
}

export function record(Name: string, Type: string, ...values: readonly string[]) {
  return { Name, Type, TTL: 300, ResourceRecords: values.map((Value) => ({ Value })) };
}

export function question(name: string, type: string, more: Packet = {}): Packet {
  return { type: 'query', id: 4711, questions: [{ name, type } as never], ...more };
}

export const EDNS = (udpPayloadSize: number, ednsVersion = 0) =>
  ({ type: 'OPT', name: '.', udpPayloadSize, ednsVersion, flags: 0, options: [] }) as never;

/** The next datagram that comes back, whatever it is. */
export async function exchange(server: HostAndPort, message: Packet | Buffer): Promise<Buffer> {
  const socket = createSocket('udp4');
  socket.send(Buffer.isBuffer(message) ? message : encode(message), server.port, server.host);
  const [bytes] = await once(socket, 'message', { signal: AbortSignal.timeout(3_000) });
  socket.close();
  return bytes as Buffer;
}

export type Reply = DecodedPacket & { readonly rcode: string };

export async function reply(server: HostAndPort, message: Packet | Buffer): Promise<Reply> {
  return decode(await exchange(server, message)) as Reply;
}

/** What `dig +short` would print. */
export function values({ answers = [] }: Packet): readonly unknown[] {
  return answers.map((answer) => (answer as { data: unknown }).data);
}
