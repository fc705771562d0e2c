/** Puts into the framework's service what follows from services.yml. */
import { join } from 'node:path';
import { loadConfiguration } from '../config/load.ts';
import type { Configuration } from '../core/service.ts';
import {
  ENVIRONMENT,
  FUNCTIONS,
  functionName,
  partOf,
  TIMEOUT_SECONDS,
} from '../infrastructure/functions.ts';
import { overLimits } from '../infrastructure/limits.ts';
import { buildWholeStacks } from '../infrastructure/stacks.ts';
import type { Osls, OslsOptions } from './osls.ts';
import { Refusal } from './refusal.ts';

/** What every command needs, `invoke` and `info` among them: the right names in the right Region. */
export function settle(osls: Osls, options: OslsOptions): Configuration {
  const configuration = loadConfiguration(join(osls.serviceDir, 'services.yml'));
  const { stackName, homeRegion } = configuration;
  refuseOtherRegion(options, homeRegion);
  const { provider, functions } = osls.service;
  provider.stackName = stackName;
  provider.region = homeRegion;
  provider.environment = isLocal(osls) ? ownEnvironment() : ENVIRONMENT;
  for (const id of FUNCTIONS) {
    Object.assign(functions[id] ?? {}, {
      name: functionName(stackName, id),
      role: partOf(id, 'Role'),
      timeout: TIMEOUT_SECONDS,
    });
  }
  return configuration;
}

/** Hold switches are checked in the Region that services.yml calls home, wherever the stack would be. */
function refuseOtherRegion(options: OslsOptions, homeRegion: string): void {
  const { region = homeRegion } = options;
  if (region === homeRegion) return;
  throw new Refusal([
    `The Region asked for is ${region}, and home is ${homeRegion}: set "home: ${region}" in services.yml.`,
  ]);
}

/** What only a deployment needs. */
export function addResources(osls: Osls, configuration: Configuration): void {
  const over = overLimits(configuration).filter(({ adjustable }) => !adjustable);
  if (over.length > 0) {
    const lines = over.map(({ name, used, limit }) => `${name}: ${used}, and ${limit} are allowed`);
    throw new Refusal(['More than AWS allows, and does not raise:', ...lines]);
  }
  const { Resources, Outputs } = buildWholeStacks(configuration).home;
  // The framework writes into what it is given.
  osls.service.resources = structuredClone({ Resources, Outputs });
}

function isLocal({ processedInput }: Osls): boolean {
  return processedInput.commands.join(' ') === 'invoke local';
}

/** `invoke local` takes what the shell says; what that does not say is read from the deployed stack. */
function ownEnvironment(): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    // biome-ignore lint/style/noProcessEnv: the shell's environment is what is asked for
    Object.entries(ENVIRONMENT).map(([name, deployed]) => [name, process.env[name] ?? deployed]),
  );
}
