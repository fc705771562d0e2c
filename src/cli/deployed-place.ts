/** Where Switchback is, for a person on a bad day: it must be found even when `services.yml` is gone, or broken by an edit. */
import { ConfigurationError, formatFaults } from '../config/faults.ts';
import { loadConfiguration } from '../config/load.ts';
import { DEFAULT_STACK } from '../config/parse.ts';
import type { Configuration } from '../core/service.ts';

export interface PlaceOptions {
  readonly config: string;
  /** Region. */
  readonly home?: string;
  readonly stack?: string;
}

export type Place = Pick<Configuration, 'stackName' | 'homeRegion'>;

/** Without a look at the file when it is said; otherwise throws all faults of the file, and how to do without it. */
export function deployedPlace({ config, home, stack = DEFAULT_STACK }: PlaceOptions): Place {
  if (home !== undefined) return { stackName: stack, homeRegion: home };
  try {
    return loadConfiguration(config);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new Error(`${formatFaults(error.faults)}\n${WITHOUT}`, { cause: error });
  }
}

const WITHOUT = `What is deployed does not need the file, and neither do you: --home REGION says where it is
(--stack NAME too, when it is not called ${DEFAULT_STACK}).`;
