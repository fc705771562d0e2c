/** The stage of a rehearsal: a world with the configuration's stacks deployed, and the users of each service on it. */
import {
  type Configuration,
  type EndpointCheck,
  recordTypes,
  type Service,
  SIDES,
  type Side,
} from '../core/service.ts';
import { buildStacks } from '../infrastructure/stacks.ts';
import type { EndpointResponse } from '../route53/probe.ts';
import { chanceFor } from '../world/random.ts';
import { httpStatus, NO_CONNECTION, REFUSED } from '../world/sites.ts';
import { createWorld, type World } from '../world/world.ts';
import type { Breakage, Happening } from './scenario.ts';
import { type Conditions, type Shares, type UserSample, Users } from './users.ts';

/** What users of a service saw over a whole run. */
export interface UserRecord {
  readonly samples: readonly UserSample[];
  /** Milliseconds of lost requests, averaged over all users. */
  readonly lostMs: number;
}

interface Audience {
  readonly service: Service;
  readonly users: Users;
  readonly samples: UserSample[];
  readonly failing: Record<Side, boolean>;
  /** What its users have been living under since they were last moved on. */
  conditions: Conditions;
}

const AT_REST: Conditions = {
  shares: { primary: 1, secondary: 0 },
  serves: { primary: true, secondary: true },
};

export class Stage {
  readonly world: World;
  readonly #audiences: readonly Audience[];
  readonly #byName: ReadonlyMap<string, Audience>;
  /** Something about the sites or the users themselves has changed at this very moment. */
  #sitesChanged = false;

  /** Users come only at `openMs`: records that have just been made are not answered by all name servers yet. */
  constructor(configuration: Configuration, seed: number, deployedMs: number, openMs: number) {
    this.world = createWorld({ seed, startMs: deployedMs });
    this.world.deploy({
      stacks: buildStacks(configuration),
      homeRegion: configuration.homeRegion,
      zones: zonesOf(configuration),
    });
    this.#audiences = configuration.services.map((service) => ({
      service,
      users: new Users(openMs, service.ttlSeconds * 1000, chanceFor(seed, `users ${service.id}`)),
      samples: [],
      failing: { primary: false, secondary: false },
      conditions: AT_REST,
    }));
    this.#byName = new Map(this.#audiences.map((one) => [one.service.names[0], one]));
    for (const audience of this.#audiences) this.#meetConditions(audience);
  }

  /** Moves time on, at most to the world's next event. Users follow when something changes for them, or are looked at. */
  advance(toMs: number): void {
    this.#meetChangedSites();
    this.world.step(toMs);
    for (const name of this.world.takeChangedNames()) {
      const audience = this.#byName.get(name);
      if (audience) this.#meetConditions(audience);
    }
  }

  /** Notes how users are doing now. */
  sample(): void {
    this.#meetChangedSites();
    for (const { users, samples, conditions } of this.#audiences) {
      users.advance(this.world.nowMs, conditions);
      samples.push(users.sample(conditions));
    }
  }

  userRecords(): ReadonlyMap<string, UserRecord> {
    for (const { users, conditions } of this.#audiences) {
      users.advance(this.world.nowMs, conditions);
    }
    return new Map(
      this.#audiences.map(({ service, samples, users }) => [
        service.id,
        { samples, lostMs: users.lostMs },
      ]),
    );
  }

  sharesOf(service: Service): Shares {
    return sharesOf(this.world, service);
  }

  /** Breaks or mends something of one service. Commands are not of this world: they go through reconcile. */
  apply(service: Service, happening: Exclude<Happening, { kind: 'command' | 'outage' }>): void {
    const side = service[happening.side];
    this.#sitesChanged = true;
    if (happening.kind === 'usersFail') {
      const audience = this.#audiences.find((one) => one.service.id === service.id);
      if (audience) audience.failing[happening.side] = happening.on;
      return;
    }
    if (happening.kind === 'readiness') {
      for (const key of readinessEndpoints(service, happening.side)) {
        this.world.setSite(key, happening.ready ? 'up' : httpStatus(503));
      }
      return;
    }
    const response = happening.kind === 'break' ? responseOf(happening.how) : 'up';
    for (const key of [
      endpointKey(side.healthCheck),
      ...readinessEndpoints(service, happening.side),
    ]) {
      this.world.setSite(key, response);
    }
  }

  /** Many services may share a site, and one happening may change many sites: all of it is met at once. */
  #meetChangedSites(): void {
    if (!this.#sitesChanged) return;
    this.#sitesChanged = false;
    for (const audience of this.#audiences) this.#meetConditions(audience);
  }

  /** Until now users lived under what was; from now on they live under what is. */
  #meetConditions(audience: Audience): void {
    audience.users.advance(this.world.nowMs, audience.conditions);
    audience.conditions = {
      shares: this.sharesOf(audience.service),
      serves: {
        primary: this.#serves(audience, 'primary'),
        secondary: this.#serves(audience, 'secondary'),
      },
    };
  }

  #serves({ service, failing }: Audience, side: Side): boolean {
    if (failing[side]) return false;
    const response = this.world.siteAt(endpointKey(service[side].healthCheck));
    return response.kind === 'http' && response.status < 500;
  }
}

/** What Route 53's name servers give for the service's first name, by side. */
function sharesOf(world: World, service: Service): Shares {
  const shares = { primary: 0, secondary: 0 };
  const [type] = recordTypes(service);
  const answer = type && world.answer(service.names[0], type);
  if (answer?.kind !== 'answer') return shares;
  for (const { set, share } of answer.outcomes) {
    const side = SIDES.find((one) => one === set.SetIdentifier);
    if (side) shares[side] += share;
  }
  return shares;
}

function zonesOf({ services }: Configuration): readonly { id: string; name: string }[] {
  return [...new Map(services.map(({ zone }) => [zone.id, zone])).values()];
}

function responseOf(how: Breakage): EndpointResponse {
  if (how.kind === 'status') return httpStatus(how.status);
  return how.kind === 'refused' ? REFUSED : NO_CONNECTION;
}

function endpointKey(check: EndpointCheck): string {
  return `${check.address ?? check.host}:${check.port}`;
}

function readinessEndpoints(service: Service, side: Side): readonly string[] {
  return service[side].readiness.flatMap((check) => {
    if (check.kind === 'tcp') return [`${check.host}:${check.port}`];
    if (check.kind === 'alarmOk') return [];
    const url = new URL(check.url);
    return [`${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`];
  });
}
