/** A client of a service: it asks DNS as often as the TTL lets it, and either connects anew each time or keeps its connection. */
import { Agent, get } from 'node:http';
import type { Service, Side } from '../../core/service.ts';
import type { Visit } from '../../drill/visits.ts';
import type { CachingResolver } from '../dns/resolve.ts';
import type { Cancel, VirtualClock } from '../virtual-clock.ts';

interface VisitorNeeds {
  readonly service: Service;
  readonly clock: VirtualClock;
  readonly resolver: Pick<CachingResolver, 'resolve'>;
  readonly keepsConnection: boolean;
}

const BETWEEN_VISITS_MS = 2_000;
const PATIENCE_MS = 5_000;
/** Sockets do not get faster with the clock. */
const SHORTEST_PATIENCE_MS = 150;

export class Visitor {
  readonly visits: Visit[] = [];
  readonly #needs: VisitorNeeds;
  readonly #agent: Agent;
  #address: string | undefined;

  constructor(needs: VisitorNeeds) {
    this.#needs = needs;
    this.#agent = new Agent({ keepAlive: needs.keepsConnection, maxSockets: 1 });
  }

  /** Visits until it is cancelled. */
  start(): Cancel {
    let visiting = false;
    const cancel = this.#needs.clock.every(BETWEEN_VISITS_MS, () => {
      if (visiting) return;
      visiting = true;
      void this.#visit().then(() => {
        visiting = false;
      });
    });
    return () => {
      cancel();
      this.#agent.destroy();
    };
  }

  async #visit(): Promise<void> {
    const atMs = this.#needs.clock.nowMs();
    const address = await this.#whereTo();
    const side = address === undefined ? null : await this.#request(address);
    // A connection that broke is made anew, to wherever DNS says then.
    if (side === null) this.#address = undefined;
    this.visits.push({ atMs, side });
  }

  /** Who keeps a connection does not ask again while it lasts. */
  async #whereTo(): Promise<string | undefined> {
    const { keepsConnection, resolver, service } = this.#needs;
    if (!keepsConnection || this.#address === undefined) {
      this.#address = await resolver.resolve(service.names[0], 'A');
    }
    return this.#address;
  }

  #request(host: string): Promise<Side | null> {
    const { clock, service } = this.#needs;
    const { port, path } = service.primary.healthCheck;
    const { promise, resolve } = Promise.withResolvers<Side | null>();
    const timeout = Math.max(SHORTEST_PATIENCE_MS, clock.realMs(PATIENCE_MS));
    const headers = { host: service.names[0] };
    const request = get({ host, port, path, headers, agent: this.#agent, timeout }, (response) => {
      response.resume();
      response.on('end', () =>
        resolve(response.statusCode === 200 ? sideOf(response.headers) : null),
      );
      response.on('error', () => resolve(null));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(null));
    return promise;
  }
}

/** The sites say who they are. */
function sideOf(headers: Readonly<Record<string, string | string[] | undefined>>): Side | null {
  const text = String(headers['x-site'] ?? '');
  if (text.endsWith('primary')) return 'primary';
  return text.endsWith('secondary') ? 'secondary' : null;
}
