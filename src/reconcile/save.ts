/** Saving what was decided, before anything of it is done. Only who saved may act. */
import type { ServiceState } from '../core/state.ts';
import type { ConditionalItem, StateStore } from '../ports.ts';
import type { PassFaults } from './faults.ts';

export interface Saved {
  /** The services whose state is now stored as given. */
  readonly saved: ReadonlySet<string>;
  /** The services whose state was changed by another pass in the meantime. */
  readonly overtaken: ReadonlySet<string>;
}

export async function saveStates(
  stateStore: StateStore,
  states: Iterable<ServiceState>,
  faults: PassFaults,
): Promise<Saved> {
  const items = new Map([...states].map((state) => [state.service, conditional(state)] as const));
  const [saved, overtaken] = [new Set<string>(), new Set<string>()];
  if (items.size === 0) return { saved, overtaken };
  const results = await faults.attempt('saving states', () => stateStore.save(items));
  for (const id of items.keys()) {
    const result = results?.get(id);
    if (result?.outcome === 'saved') saved.add(id);
    if (result?.outcome === 'conflict') overtaken.add(id);
    if (result?.outcome === 'failed') faults.add('saving a state', result.why, id);
  }
  return { saved, overtaken };
}

function conditional(state: ServiceState): ConditionalItem {
  return { item: state, expectedVersion: state.version === 1 ? null : state.version - 1 };
}
