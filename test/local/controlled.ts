/** What the local cloud's control controls, without name servers and DynamoDB, and requests to it. */
import { buildStacks, buildWholeStacks } from '../../src/infrastructure/stacks.ts';
import { Inbox } from '../../src/local/aws/inbox.ts';
import { control } from '../../src/local/control.ts';
import { LocalLambda } from '../../src/local/lambda/local-lambda.ts';
import { wakePath } from '../../src/local/lambda/wake-path.ts';
import { zonesOf } from '../../src/local/local-zones.ts';
import { LocalSites } from '../../src/local/sites/sites.ts';
import { VirtualClock } from '../../src/local/virtual-clock.ts';
import { createWorld } from '../../src/world/world.ts';
import { aLocalConfiguration, httpReadiness } from './local-service.ts';

export type Controlled = Parameters<typeof control>[0];

export const ALARM = { region: 'us-west-2', name: 'orders' };
export const DOWN = { service: 'shop', side: 'primary', condition: { kind: 'down' } };

/** The sites are on that network; every function has that bundle. */
export async function everything(network: string, bundle = 'none'): Promise<Controlled> {
  const configuration = aLocalConfiguration({
    network,
    readiness: (address) => [httpReadiness(`http://${address}:8080/ready`)],
  });
  const { services, homeRegion } = configuration;
  const clock = VirtualClock.start(1);
  const world = createWorld({ seed: 1, startMs: clock.nowMs() });
  world.deploy({ stacks: buildStacks(configuration), homeRegion, zones: zonesOf(configuration) });
  const sites = await LocalSites.start(configuration, clock);
  const lambda = new LocalLambda({ configuration, clock, bundleOf: () => bundle });
  const wake = wakePath(buildWholeStacks(configuration).home, homeRegion, clock, lambda);
  const states = world.ports().stateStore;
  return { services, clock, world, sites, lambda, wake, inbox: new Inbox(clock), states };
}

export async function close({ lambda, clock, sites }: Controlled): Promise<void> {
  lambda.close();
  clock.stop();
  await sites.close();
}

export function get(cloud: Controlled, what: string) {
  return control(cloud, { method: 'GET', path: `/_local/${what}`, body: '' });
}

/** A text is sent as it is. */
export function post(cloud: Controlled, what: string, body: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return control(cloud, { method: 'POST', path: `/_local/${what}`, body: text });
}
