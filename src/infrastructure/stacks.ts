import type { Configuration } from '../core/service.ts';
import { earsTemplate } from './ears.ts';
import { homeTemplate } from './home.ts';
import type { Template } from './template.ts';

/** Ears' parameters are home's outputs of the same names. */
export interface Stacks {
  readonly home: Template;
  readonly ears: Template;
}

export function buildStacks(configuration: Configuration): Stacks {
  return { home: homeTemplate(configuration), ears: earsTemplate(configuration) };
}
