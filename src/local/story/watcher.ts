/** Everything that the story can see, as somebody outside sees it: DNS, Route 53's API, the inbox, the stored state. */
import { Route53Client } from '@aws-sdk/client-route-53';
import { clientOptions } from '../../adapters/client-options.ts';
import { route53Records } from '../../adapters/route53-records.ts';
import type { HostAndPort } from '../../config/endpoints.ts';
import type { Entry } from '../../core/entry.ts';
import { holdWitnessName } from '../../core/names.ts';
import { recordTypes, type Service } from '../../core/service.ts';
import type { ServiceState } from '../../core/state.ts';
import type { Records, TimelineItem } from '../../ports.ts';
import type { LocalCloud } from '../cloud.ts';
import { ask } from '../dns/resolve.ts';
import { localNameServers } from '../local-zones.ts';
import { type MeasuredShares, measureShares } from './shares.ts';

const TIMELINE_LIMIT = 1_000;

export class Watcher {
  readonly #cloud: LocalCloud;
  readonly #service: Service;
  readonly #servers: readonly HostAndPort[];
  readonly #records: Records;

  constructor(cloud: LocalCloud, service: Service) {
    this.#cloud = cloud;
    this.#service = service;
    this.#servers = localNameServers(cloud.parts.configuration);
    this.#records = route53Records({
      client: new Route53Client({
        ...clientOptions('us-east-1'),
        endpoint: cloud.url,
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      }),
    });
  }

  async shares(queries: number): Promise<MeasuredShares> {
    return measureShares(this.#service, this.#servers, queries);
  }

  /** Weights as ListResourceRecordSets tells them, `0/100`; `unknown` when it does not. */
  async weights(): Promise<string> {
    const { zone, names } = this.#service;
    const [type] = recordTypes(this.#service);
    const sets = (await this.#records.list([zone.id])).get(zone.id);
    if (!sets?.known) return 'unknown';
    const weightOf = (side: string) =>
      sets.value.find(
        ({ Name, Type, SetIdentifier }) =>
          Name === names[0] && Type === type && SetIdentifier === side,
      )?.Weight;
    return `${weightOf('primary')}/${weightOf('secondary')}`;
  }

  /** What each name server says of the hold switch. */
  async holdWitnesses(): Promise<readonly string[]> {
    const name = holdWitnessName(this.#service);
    const answers = await Promise.all(this.#servers.map((server) => ask(server, name, 'TXT')));
    return answers.flatMap(({ values }) => values);
  }

  async state(): Promise<ServiceState | undefined> {
    const { id } = this.#service;
    return (await this.#cloud.parts.states.load([id])).get(id) as ServiceState | undefined;
  }

  /** Oldest first. */
  async timeline(): Promise<readonly TimelineItem[]> {
    const newestFirst = await this.#cloud.parts.states.listTimeline(
      this.#service.id,
      TIMELINE_LIMIT,
    );
    return newestFirst.toReversed();
  }

  /** What the time-line says happened, in order. */
  async actions(): Promise<readonly string[]> {
    return (await this.timeline()).map(({ entry }) => (entry as Entry).action);
  }
}
