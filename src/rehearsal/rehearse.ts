/** The same scenario twice in the same world: with Switchback, and without; then what was expected of it. */
import type { Configuration } from '../core/service.ts';
import { castOf } from './cast.ts';
import { compare, type Finding } from './expectations.ts';
import { type Recording, run } from './run.ts';
import type { Scenario } from './scenario.ts';

export interface Rehearsal {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly withSwitchback: Recording;
  readonly without: Recording;
  readonly findings: readonly Finding[];
}

export async function rehearse(
  configuration: Configuration,
  scenario: Scenario,
  seed: number,
): Promise<Rehearsal> {
  const cast = castOf(configuration, scenario.services);
  const withSwitchback = await run(cast, scenario, { seed, withSwitchback: true });
  const without = await run(cast, scenario, { seed, withSwitchback: false });
  const findings = compare(withSwitchback, scenario.expect);
  return { scenario, seed, withSwitchback, without, findings };
}
