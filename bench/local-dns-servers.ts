/** What `local-dns.ts` compares: a socket that sends back what it gets, and a name server of a deployed world. */
import { createSocket } from 'node:dgram';
import type { HostAndPort } from '../src/config/endpoints.ts';
import { loadConfiguration } from '../src/config/load.ts';
import { buildStacks } from '../src/infrastructure/stacks.ts';
import { startDnsServers } from '../src/local/dns/dns-servers.ts';
import { chanceFor } from '../src/world/random.ts';
import { createWorld } from '../src/world/world.ts';

export interface Served {
  readonly address: HostAndPort;
  close(): unknown;
}

const HOST = '127.0.40.1';
const START_MS = 1_767_225_600_000;
const TEN_MINUTES_MS = 600_000;

export async function serveEcho(): Promise<Served> {
  const socket = createSocket({ type: 'udp4', lookup: (host, _, answer) => answer(null, host, 4) });
  socket.on('message', (message, { port, address }) => socket.send(message, port, address));
  await new Promise<void>((bound) => socket.bind(0, HOST, bound));
  return { address: { host: HOST, port: socket.address().port }, close: () => socket.close() };
}

/** Half of the answers are the primary's, half the secondary's. */
export async function serveNames(): Promise<Served> {
  const configuration = loadConfiguration('docs/services-local.yml');
  const world = createWorld({ seed: 1, startMs: START_MS });
  const zones = [...new Map(configuration.services.map(({ zone }) => [zone.id, zone])).values()];
  const { homeRegion } = configuration;
  world.deploy({ stacks: buildStacks(configuration), homeRegion, zones });
  world.step(START_MS + TEN_MINUTES_MS);
  for (const { id } of zones) {
    const weighted = world
      .records(id)
      .filter(({ Name, Weight }) => Name === 'shop.example.com' && Weight !== undefined);
    world.editRecords(
      id,
      weighted.map((set) => ({ action: 'UPSERT', set: { ...set, Weight: 50 } })),
    );
  }
  world.step(START_MS + 2 * TEN_MINUTES_MS);
  const dns = await startDnsServers(world, [{ host: HOST, port: 0 }], chanceFor(1, 'draws'));
  const [address = { host: HOST, port: 0 }] = dns.addresses;
  return { address, close: () => dns.close() };
}
