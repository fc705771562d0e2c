/** The zone's own name servers: what Route 53 thinks at this moment, without anything of its control plane. */
import { lookup } from 'node:dns/promises';
import { type HostAndPort, parseNameServer } from '../config/endpoints.ts';
import { type Reading, unknown } from '../core/reading.ts';
import { type DnsQuestion, type DnsReplies, type NameServers, questionKey } from '../ports.ts';
import { type DnsPatience, DnsServerSocket } from './dns-server-socket.ts';
import { inParallel } from './in-parallel.ts';
import { inTime } from './in-time.ts';
import type { NameServersOf } from './route53-delegation.ts';

/** Route 53 gives a zone so many. */
const SERVERS_PER_ZONE = 4;
/** What a socket's buffer holds of answers that come at once. */
const QUESTIONS_AT_ONCE = 100;
/** After this long in one round nothing new is asked: a silent server would hold the whole pass up. */
const ROUND_MS = 5_000;
const RESOLVE_MS = 3_000;
const DNS_PATIENCE: DnsPatience = { timeoutMs: 1_500, tries: 2 };

interface NameServerNeeds {
  readonly nameServersOf: NameServersOf;
  readonly patience?: DnsPatience;
  /** A name server's address. */
  readonly resolve?: (host: string) => Promise<string>;
}

type Replies = readonly (readonly [string, Reading<readonly string[]>])[];

export function dnsNameServers({
  nameServersOf,
  patience = DNS_PATIENCE,
  resolve = resolveHost,
}: NameServerNeeds): NameServers {
  const serversOf = async (zoneId: string): Promise<readonly HostAndPort[]> => {
    const listed = (await nameServersOf(zoneId)).slice(0, SERVERS_PER_ZONE);
    const parsed = listed.map(parseNameServer).filter((server) => server !== undefined);
    const found = await Promise.allSettled(
      parsed.map(async ({ host, port }) => ({ host: await resolve(host), port })),
    );
    const servers = found.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
    if (servers.length === 0) throw new Error('no name server of the zone could be found');
    return servers;
  };
  const askZone = async (zoneId: string, questions: readonly DnsQuestion[]): Promise<Replies> => {
    try {
      const servers = await serversOf(zoneId);
      return (await Promise.all(servers.map((it) => askServer(it, questions, patience)))).flat();
    } catch (failure) {
      const why = failure instanceof Error ? failure.message : 'no name servers';
      return questions.map((question) => [questionKey(question), unknown(why)]);
    }
  };
  return {
    ask: async (questions) => {
      const zones = [...Map.groupBy(questions, ({ zoneId }) => zoneId)];
      const replies = (await Promise.all(zones.map((zone) => askZone(...zone)))).flat();
      return grouped(replies);
    },
  };
}

async function askServer(
  server: HostAndPort,
  questions: readonly DnsQuestion[],
  patience: DnsPatience,
): Promise<Replies> {
  const socket = new DnsServerSocket(server, patience);
  const lastStartMs = performance.now() + ROUND_MS;
  try {
    return await inParallel(questions, QUESTIONS_AT_ONCE, async (question) => {
      const isLate = performance.now() > lastStartMs;
      const reply = isLate ? unknown('no time was left to ask') : await socket.ask(question);
      return [questionKey(question), reply] as const;
    });
  } finally {
    socket.close();
  }
}

function grouped(replies: Replies): ReadonlyMap<string, DnsReplies> {
  const byKey = Map.groupBy(replies, ([key]) => key);
  return new Map([...byKey].map(([key, group]) => [key, group.map(([, reply]) => reply)]));
}

/** IPv4 first: a Lambda function outside a VPC has nothing else. */
async function resolveHost(host: string): Promise<string> {
  return (await inTime(lookup(host, { order: 'ipv4first' }), RESOLVE_MS)).address;
}
