/** The same scenario twice in the same world: with Switchback, and without; then what was expected of it. */
import type { Configuration } from '../core/service.ts';
import { withCopies } from './copies.ts';
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
  const rehearsed = withCopies(configuration, scenario.copies);
  const withSwitchback = await run(rehearsed, scenario, { seed, withSwitchback: true });
  const without = await run(rehearsed, scenario, { seed, withSwitchback: false });
  const findings = compare(withSwitchback, scenario.expect);
  return { scenario, seed, withSwitchback, without, findings };
}
