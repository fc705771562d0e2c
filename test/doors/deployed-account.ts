/** The deployed functions over a simulated account, with nothing but the network between them. */
import type { RequestListener } from 'node:http';
import type { Service, Side } from '../../src/core/service.ts';
import type { FunctionId } from '../../src/infrastructure/functions.ts';
import { httpStatus } from '../../src/world/sites.ts';
import type { World } from '../../src/world/world.ts';
import { awsAnswer, dnsAnswer } from '../adapters/accounts.ts';
import { type Answering, type AwsRequest, AwsStub } from '../adapters/aws-stub.ts';
import { DnsStub } from '../adapters/dns-stub.ts';
import { httpSite, type Site } from '../adapters/site-stub.ts';
import { aConfiguration, anEndpointCheck, aService, aSide } from '../builders/configuration.ts';
import { aDeployedWorld, MINUTE } from '../world/deployed-world.ts';
import { Bundles, type DeployedFunction } from './deployed-functions.ts';
import type { Outcome } from './runtime.ts';

/** What an account's answer becomes on its way to the function. */
export type Meddling = (request: AwsRequest, answering: Answering) => ReturnType<Answering>;

export const TABLE = 'switchback-table';
export const TOPIC = 'arn:aws:sns:us-west-2:123456789012:switchback-topic';

interface AccountNeeds {
  readonly environment?: Readonly<Record<string, string>>;
  readonly service?: Partial<Service>;
}

export class DeployedAccount {
  readonly world: World;
  readonly service: Service;
  readonly #parts: Parts;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #functions = new Map<FunctionId, DeployedFunction>();
  /** Who made which request, in the order of the requests. */
  readonly calls: { readonly by: FunctionId; readonly request: AwsRequest }[] = [];
  #meddling: Meddling = (request, answering) => answering(request);
  #running: FunctionId = 'tick';

  private constructor(parts: Parts, world: World, service: Service, environment = {}) {
    this.#parts = parts;
    this.world = world;
    this.service = service;
    this.#environment = { ...environmentOf(parts.aws), ...environment };
    const answering = awsAnswer(world.ports());
    parts.aws.answer((request) => {
      this.calls.push({ by: this.#running, request });
      return this.#meddling(request, answering);
    });
    parts.dns.answer(({ questions }) => dnsAnswer(world.ports(), questions?.[0]));
  }

  static async start({ environment, service: more }: AccountNeeds = {}): Promise<DeployedAccount> {
    const aws = await AwsStub.start(() => 'silence');
    const dns = await DnsStub.start(() => 'silence');
    const sites = new Sites();
    const service = aService({
      zone: { id: 'Z0123456789ABCDEFGHIJ', name: 'example.com', nameServers: [dns.server] },
      primary: aSide('primary', { healthCheck: await sites.check('primary') }),
      secondary: aSide('secondary', { healthCheck: await sites.check('secondary') }),
      probeRanges: ['127.0.0.0/8'],
      ...more,
    });
    const configuration = aConfiguration({ services: [service] });
    const bundles = await Bundles.of(configuration);
    const { world } = aDeployedWorld({}, configuration);
    return new DeployedAccount({ aws, dns, sites, bundles }, world, service, environment);
  }

  meddle(meddling: Meddling): void {
    this.#meddling = meddling;
  }

  invoke(id: FunctionId, event: unknown): Promise<Outcome> {
    const running = this.#functions.get(id) ?? this.#parts.bundles.start(id, this.#environment);
    this.#functions.set(id, running);
    this.#running = id;
    return running.invoke(event, this.world.nowMs);
  }

  /** A minute goes by and its tick runs, so often. */
  async ticks(count: number): Promise<void> {
    for (let done = 0; done < count; done += 1) {
      this.world.step(this.world.nowMs + MINUTE);
      await this.invoke('tick', {});
    }
  }

  /** The site of that side answers 503 with this body, to checkers and probes alike. */
  breakSide(side: Side, body = '', headers = {}): void {
    const { address, port } = this.service[side].healthCheck;
    this.world.setSite(`${address}:${port}`, httpStatus(503));
    this.#parts.sites.answer(side, (_, response) => response.writeHead(503, headers).end(body));
  }

  mendSide(side: Side): void {
    const { address, port } = this.service[side].healthCheck;
    this.world.setSite(`${address}:${port}`, 'up');
    this.#parts.sites.answer(side, (_, response) => response.end('ok'));
  }

  /** Everything that the functions wrote, once all of them have ended. */
  async close(): Promise<string> {
    const logs = await Promise.all([...this.#functions.values()].map((one) => one.stop()));
    const { aws, dns, sites, bundles } = this.#parts;
    await Promise.all([aws.close(), dns.close(), sites.close()]);
    bundles.remove();
    return logs.join('');
  }
}

interface Parts {
  readonly aws: AwsStub;
  readonly dns: DnsStub;
  readonly sites: Sites;
  readonly bundles: Bundles;
}

function environmentOf(aws: AwsStub): Readonly<Record<string, string>> {
  return {
    AWS_REGION: 'us-west-2',
    AWS_ENDPOINT_URL: aws.options().endpoint,
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'key',
    SWITCHBACK_TABLE: TABLE,
    SWITCHBACK_TOPIC_ARN: TOPIC,
  };
}

class Sites {
  readonly #open: Site[] = [];
  readonly #answers = new Map<Side, RequestListener>();

  async check(side: Side) {
    const site = await httpSite((request, response) => {
      const answer = this.#answers.get(side);
      if (answer) return answer(request, response);
      return response.end('ok');
    });
    this.#open.push(site);
    return anEndpointCheck(side, {
      protocol: 'HTTP',
      address: '127.0.0.1',
      port: site.port,
      sni: false,
    });
  }

  answer(side: Side, listener: RequestListener): void {
    this.#answers.set(side, listener);
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.map((site) => site.close()));
  }
}
