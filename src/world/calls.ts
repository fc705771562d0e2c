/** Every call to an AWS API passes here: it is counted, and it meets the fault of its service. */
import type { CalledService, FaultBoard } from './faults.ts';
import { ServiceFault } from './faults.ts';

/** Counts calls by API, e.g. `route53:ChangeResourceRecordSets`. */
export class Calls {
  readonly counts = new Map<string, number>();
  readonly #faults: FaultBoard;

  constructor(faults: FaultBoard) {
    this.#faults = faults;
  }

  /** Runs `act` as that many requests (parts of one are whole ones); a refused call counts, as AWS counts it. */
  async make<T>(
    service: CalledService,
    api: string,
    requests: number,
    act: () => T,
  ): Promise<Awaited<T>> {
    this.counts.set(api, (this.counts.get(api) ?? 0) + Math.ceil(requests));
    const fault = this.#faults.get(service);
    if (fault === undefined) return await act();
    if (fault === 'answer-lost') await act();
    throw new ServiceFault(service, fault);
  }
}
