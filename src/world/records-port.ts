/** Route 53's control plane as a port: paged, throttled, and refusing what Route 53 refuses. */
import { known, type Reading, unknown } from '../core/reading.ts';
import type { ChangeStatus, Records } from '../ports.ts';
import {
  API_BUCKETS,
  type BucketLimit,
  batchSize,
  fullBucket,
  type TokenBucket,
  takeTokens,
} from '../route53/batch-limits.ts';
import type { Agenda } from './agenda.ts';
import type { Calls } from './calls.ts';
import type { WorldParameters } from './parameters.ts';
import type { Zones } from './zones.ts';

const SETS_PER_PAGE = 300;

/** Route 53's token buckets ran dry; HTTP 400. */
export class Throttling extends Error {
  override readonly name = 'Throttling';
  constructor() {
    super('Rate exceeded');
  }
}

type Action = 'ListResourceRecordSets' | 'ChangeResourceRecordSets' | 'GetChange';

interface RecordsNeeds {
  readonly zones: Zones;
  readonly calls: Calls;
  readonly agenda: Agenda;
  readonly parameters: WorldParameters;
}

export function recordsPort({ zones, calls, agenda, parameters }: RecordsNeeds): Records {
  const limits = new RequestLimits(agenda, parameters);
  const request = <T>(action: Action, requests: number, act: () => T) =>
    calls.make('route53Control', `route53:${action}`, requests, act);
  return {
    list: async (zoneIds) => {
      const read = zoneIds.map(async (zoneId) => {
        const sets = zones.list(zoneId);
        const pages = Math.max(1, Math.ceil((sets?.length ?? 0) / SETS_PER_PAGE));
        const reading = await request('ListResourceRecordSets', pages, () => {
          if (!limits.take('ListResourceRecordSets', pages)) return unknown('Rate exceeded');
          return sets === undefined
            ? unknown(`No hosted zone found with ID: ${zoneId}`)
            : known(sets);
        });
        return [zoneId, reading] as const;
      });
      return new Map(await Promise.all(read));
    },
    change: (zoneId, changes) =>
      request('ChangeResourceRecordSets', 1, () => {
        const { changeTokens } = batchSize(changes);
        if (!limits.take('ChangeResourceRecordSets', 1, changeTokens)) throw new Throttling();
        return zones.change(zoneId, changes);
      }),
    changeStatuses: (changeIds) =>
      request('GetChange', changeIds.length, () => {
        const statuses = new Map<string, Reading<ChangeStatus>>();
        for (const id of changeIds) {
          const taken = limits.take('GetChange', 1);
          statuses.set(id, taken ? known(zones.changeStatus(id)) : unknown('Rate exceeded'));
        }
        return statuses;
      }),
  };
}

/** All of a request's buckets must hold what it costs. */
class RequestLimits {
  readonly #agenda: Agenda;
  readonly #patienceSeconds: number;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(agenda: Agenda, { sdkPatienceSeconds }: WorldParameters) {
    this.#agenda = agenda;
    this.#patienceSeconds = sdkPatienceSeconds;
  }

  take(action: Action, requests: number, changeTokens = 0): boolean {
    const costs = [
      ['account', requests, API_BUCKETS.account],
      [action, requests, API_BUCKETS.otherAction],
      ['changes', changeTokens, API_BUCKETS.changes],
    ] as const;
    const takings = costs.map(([name, cost, limit]) => ({
      name,
      ...takeTokens(this.#bucket(name, limit), cost, this.#agenda.nowMs),
    }));
    if (!takings.every(({ taken }) => taken)) return false;
    for (const { name, bucket } of takings) this.#buckets.set(name, bucket);
    return true;
  }

  #bucket(name: string, limit: BucketLimit): TokenBucket {
    const burst = limit.burst + limit.refillPerSecond * this.#patienceSeconds;
    return this.#buckets.get(name) ?? fullBucket({ ...limit, burst }, this.#agenda.nowMs);
  }
}
