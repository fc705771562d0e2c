/** A service whose stored item cannot be read is left alone, and people hear of it once a day. */
import type { Configuration } from '../core/service.ts';
import { compactUtc } from '../core/utc.ts';
import { renderFreeze } from '../messages/freeze.ts';
import { wordingFor } from '../messages/wording.ts';
import type { Ports } from '../ports.ts';
import type { PassFaults } from './faults.ts';

const DATE_LENGTH = 'yyyymmdd'.length;

export async function tellFrozen(
  configuration: Configuration,
  ports: Pick<Ports, 'stateStore' | 'notifier'>,
  unreadable: ReadonlyMap<string, string>,
  nowMs: number,
  faults: PassFaults,
): Promise<void> {
  for (const [id, why] of unreadable) {
    faults.add('reading the state', new Error(why), id);
    const service = configuration.services.find((one) => one.id === id);
    const key = `frozen#${id}#${compactUtc(nowMs).slice(0, DATE_LENGTH)}`;
    if (service === undefined || !(await winsToTell(ports, key, faults))) continue;
    const notification = renderFreeze(
      wordingFor(service.language),
      configuration,
      service,
      why,
      key,
    );
    await faults.attempt('telling people', () => ports.notifier.publish(notification));
  }
}

/** Whoever writes the item first tells; its state cannot be used to remember that. */
async function winsToTell(
  { stateStore }: Pick<Ports, 'stateStore'>,
  key: string,
  faults: PassFaults,
): Promise<boolean> {
  const results = await faults.attempt('saving who tells', () =>
    stateStore.save(new Map([[key, { item: { version: 1 }, expectedVersion: null }]])),
  );
  return results?.get(key)?.outcome === 'saved';
}
