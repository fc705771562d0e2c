/** Local clouds for end-to-end tests, each on addresses of its own so that several can run at once. */

import { bundleTemporarily } from '../../../src/cli/temporary-bundles.ts';
import { parseConfiguration } from '../../../src/config/parse.ts';
import type { Configuration } from '../../../src/core/service.ts';
import { LocalCloud } from '../../../src/local/cloud.ts';

/** As `npm run local` has it. */
export const SPEED = 40;

/** The third octet of a cloud's addresses; no two clouds may run on the same one at once. */
type Network = number;

/** Services of that network, all alike: HTTP, three stages, short times. */
export function servicesOn(network: Network, ids: readonly string[]): Configuration {
  const parsed = parseConfiguration(servicesText(network, ids), 'services.yml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.configuration;
}

/** The file of these services. */
export function servicesText(network: Network, ids: readonly string[]): string {
  const nameServers = [1, 2, 3, 4].map((host) => `'127.0.${network}.${host}:5301'`).join(', ');
  return `
rateBrake: { acts: 100, window: 1h }
defaults:
  probeRanges: [127.0.0.0/8]
  zone: { id: Z0LOCAL000000000001, name: example.com, nameServers: [${nameServers}] }
  primary: { region: ap-northeast-1 }
  secondary: { region: us-west-2 }
  healthCheck: { protocol: HTTP, port: 8080, path: /health }
  failback: { stages: [10, 100], stableFor: 2m, bake: 1m }
services:
${ids.map((id, at) => serviceText(id, network, at)).join('')}`;
}

function serviceText(id: string, network: Network, at: number): string {
  const [primary, secondary] = [11 + 2 * at, 12 + 2 * at].map((host) => `127.0.${network}.${host}`);
  return `  ${id}:
    name: ${id}.example.com
    primary: { A: ${primary}, readiness: [{ http: 'http://${primary}:8081/ready' }] }
    secondary: { A: ${secondary}, readiness: [{ http: 'http://${secondary}:8081/ready' }] }
`;
}

/** Started, and closed with its bundles when it is disposed of. */
export interface OpenCloud extends AsyncDisposable {
  readonly cloud: LocalCloud;
  readonly configuration: Configuration;
}

export async function openCloud(configuration: Configuration, seed = 1): Promise<OpenCloud> {
  await using opening = new AsyncDisposableStack();
  const { bundleOf } = opening.use(await bundleTemporarily(configuration));
  const cloud = await LocalCloud.start({ configuration, bundleOf, speed: SPEED, seed, port: 0 });
  opening.defer(() => cloud.close());
  const open = opening.move();
  return { cloud, configuration, [Symbol.asyncDispose]: () => open.disposeAsync() };
}
