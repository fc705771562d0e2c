/** A scenario file that is right, and what is wrong with any other. */
import { stringify } from 'yaml';
import type { Fault } from '../../src/config/faults.ts';
import { parseScenario } from '../../src/rehearsal/parse-scenario.ts';
import type { Scenario } from '../../src/rehearsal/scenario.ts';

export const SERVICES = ['shop', 'api'];

export function goodScenario(): Record<string, unknown> {
  return {
    name: 'a scenario',
    about: 'for a test',
    length: '10m',
    happens: [{ at: '1m', break: 'primary', how: 'refused' }],
    expect: { timeline: ['incidentOpened'], phase: 'OnSecondary' },
  };
}

export function withHappening(happening: Record<string, unknown>): string {
  return stringify({ ...goodScenario(), happens: [{ at: '1m', ...happening }] });
}

export function withExpectation(expectation: Record<string, unknown>): string {
  const good = { timeline: ['incidentOpened'], phase: 'OnSecondary' };
  return stringify({ ...goodScenario(), expect: { ...good, ...expectation } });
}

export function scenarioOf(text: string): Scenario {
  const parsed = parseScenario(text, 'test.yml', SERVICES);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.scenario;
}

export function faultsOf(text: string): readonly Fault[] {
  const parsed = parseScenario(text, 'test.yml', SERVICES);
  return parsed.ok ? [] : parsed.faults;
}

export function said({ found, allowed, suggestion }: Fault): string {
  return `found ${found}; allowed ${allowed}; did you mean ${suggestion}`;
}
