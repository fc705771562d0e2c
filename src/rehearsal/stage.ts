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
  dnsVersion: number;
  shares: Shares;
}

export class Stage {
  readonly world: World;
  readonly #audiences: readonly Audience[];

  constructor(configuration: Configuration, seed: number, startMs: number) {
    this.world = createWorld({ seed, startMs });
    this.world.deploy({
      stacks: buildStacks(configuration),
      homeRegion: configuration.homeRegion,
      zones: zonesOf(configuration),
    });
    this.#audiences = configuration.services.map((service) => ({
      service,
      users: new Users(startMs, service.ttlSeconds * 1000, chanceFor(seed, `users ${service.id}`)),
      samples: [],
      failing: { primary: false, secondary: false },
      dnsVersion: -1,
      shares: { primary: 1, secondary: 0 },
    }));
  }

  /** Moves time on: first the users, who live under what is now, then the world. */
  advance(toMs: number): void {
    for (const audience of this.#audiences) {
      audience.users.advance(toMs, this.#conditions(audience));
    }
    this.world.step(toMs);
  }

  /** Notes how users are doing now. */
  sample(): void {
    for (const audience of this.#audiences) {
      audience.samples.push(audience.users.sample(this.#conditions(audience)));
    }
  }

  userRecords(): ReadonlyMap<string, UserRecord> {
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

  #conditions(audience: Audience): Conditions {
    if (audience.dnsVersion !== this.world.dnsVersion) {
      audience.dnsVersion = this.world.dnsVersion;
      audience.shares = this.sharesOf(audience.service);
    }
    return {
      shares: audience.shares,
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
