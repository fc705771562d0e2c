/** Saving what was decided, before anything of it is done. Only who saved may act. */
import type { ServiceState } from '../core/state.ts';
import type { ConditionalItem, StateStore } from '../ports.ts';
import type { PassFaults } from './faults.ts';

/** The services whose state is now stored as given; the others were changed by another pass, or could not be saved. */
export async function saveStates(
  stateStore: StateStore,
  states: Iterable<ServiceState>,
  faults: PassFaults,
): Promise<ReadonlySet<string>> {
  const items = new Map([...states].map((state) => [state.service, conditional(state)] as const));
  if (items.size === 0) return new Set();
  const results = await faults.attempt('saving states', () => stateStore.save(items));
  const saved = new Set<string>();
  for (const id of items.keys()) {
    const result = results?.get(id);
    if (result?.outcome === 'saved') saved.add(id);
    if (result?.outcome === 'failed') faults.add('saving a state', result.why, id);
  }
  return saved;
}

function conditional(state: ServiceState): ConditionalItem {
  return { item: state, expectedVersion: state.version === 1 ? null : state.version - 1 };
}
