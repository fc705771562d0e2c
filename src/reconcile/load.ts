/** States of all services, strongly consistent; a service without an item begins with a new state. */
import { armingFingerprint } from '../core/arming.ts';
import { parseState } from '../core/parse-state.ts';
import type { Service } from '../core/service.ts';
import { newState, type ServiceState } from '../core/state.ts';
import type { StateStore } from '../ports.ts';

export interface LoadedStates {
  readonly states: ReadonlyMap<string, ServiceState>;
  /** Services whose item cannot be read as a state, and why. They are frozen. */
  readonly unreadable: ReadonlyMap<string, string>;
}

export async function loadStates(
  stateStore: StateStore,
  services: readonly Service[],
  nowMs: number,
): Promise<LoadedStates> {
  const items = await stateStore.load(services.map(({ id }) => id));
  const states = new Map<string, ServiceState>();
  const unreadable = new Map<string, string>();
  for (const service of services) {
    const item = items.get(service.id);
    if (item === undefined) {
      states.set(
        service.id,
        newState(service.id, service.routing, armingFingerprint(service), nowMs),
      );
      continue;
    }
    const parsed = parseState(service.id, item);
    if (parsed.ok) states.set(service.id, parsed.state);
    else unreadable.set(service.id, parsed.why);
  }
  return { states, unreadable };
}
