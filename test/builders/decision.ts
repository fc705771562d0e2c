/** One decision, with only what a test is about. */
import type { Command, CommandKind } from '../../src/core/command.ts';
import { type DecideInput, type Decision, decide } from '../../src/core/decide.ts';
import type { Observation } from '../../src/core/observation.ts';
import type { ServiceState } from '../../src/core/state.ts';
import { aService } from './configuration.ts';
import { anObservationOf } from './observation.ts';
import { MINUTE, NOW_MS } from './state.ts';

export function aCommand(kind: CommandKind, overrides: Partial<Command> = {}): Command {
  return {
    id: `${kind}-1`,
    kind,
    service: 'shop',
    who: 'operator',
    reason: 'to see',
    forMs: kind === 'pause' ? 30 * MINUTE : null,
    ...overrides,
  };
}

type Circumstances = Partial<Omit<DecideInput, 'state' | 'observation'>>;

/** Without an observation, all is healthy and the zone is as the state says. */
export function decideOn(
  state: ServiceState,
  observation: Observation = anObservationOf(state),
  circumstances: Circumstances = {},
): Decision {
  return decide({
    service: aService(),
    state,
    observation,
    command: null,
    restraint: null,
    nowMs: NOW_MS,
    ...circumstances,
  });
}

/** `action: because` of every entry, in order. */
export function told({ entries }: Decision): readonly string[] {
  return entries.map(({ action, because }) => `${action}: ${because}`);
}

/** `outcome: because` of the answer to a command. */
export function answerTo({ answer }: Decision): string {
  return answer === null ? 'none' : `${answer.outcome}: ${answer.because}`;
}

/** Phase, wanted weights and switch in a line, e.g. `OnSecondary 0/100 off`. */
export function placeOf({ phase, records, holdSwitch }: ServiceState): string {
  const weights = records ? `${records.weights.primary}/${records.weights.secondary}` : '-';
  return `${phase} ${weights} ${holdSwitch.position}`;
}
