import type { Configuration } from '../core/service.ts';
import { earsTemplate } from './ears.ts';
import { FAR_WATCH_PARAMETERS } from './far-watch.ts';
import { homeTemplate } from './home.ts';
import { switchbackInEars, switchbackInHome, switchbackOutputs } from './switchback.ts';
import type { Template, WholeTemplate } from './template.ts';

/** What the services need. Ears' parameters are home's outputs of the same names. */
export interface Stacks {
  readonly home: Template;
  readonly ears: Template;
}

export function buildStacks(configuration: Configuration): Stacks {
  return { home: homeTemplate(configuration), ears: earsTemplate(configuration) };
}

export interface WholeStacks {
  readonly home: WholeTemplate;
  readonly ears: WholeTemplate;
}

/** What the services need and what Switchback itself needs: all but what the framework makes for functions. */
export function buildWholeStacks(configuration: Configuration): WholeStacks {
  const { home, ears } = buildStacks(configuration);
  return {
    home: {
      Resources: { ...home.Resources, ...switchbackInHome(configuration) },
      Outputs: { ...home.Outputs, ...switchbackOutputs(configuration) },
    },
    ears: {
      ...ears,
      Parameters: { ...ears.Parameters, ...FAR_WATCH_PARAMETERS },
      Resources: { ...ears.Resources, ...switchbackInEars(configuration) },
    },
  };
}
