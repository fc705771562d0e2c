/** Alarm events on their way from CloudWatch through the rules to whoever takes them: at least once, in no order. */

import type { Agenda } from './agenda.ts';
import type { AlarmEvent } from './alarm-event.ts';
import { matchesPattern } from './event-pattern.ts';
import type { FaultBoard } from './faults.ts';
import type { WorldParameters } from './parameters.ts';
import type { Chance } from './random.ts';

interface EventBusNeeds {
  readonly agenda: Agenda;
  readonly faults: FaultBoard;
  readonly parameters: WorldParameters;
  readonly chance: Chance;
}

export class EventBus {
  readonly #needs: EventBusNeeds;
  readonly #rules: { readonly region: string; readonly pattern: object }[] = [];
  #delivered: AlarmEvent[] = [];

  constructor(needs: EventBusNeeds) {
    this.#needs = needs;
  }

  addRule(region: string, pattern: object): void {
    this.#rules.push({ region, pattern });
  }

  send(event: AlarmEvent): void {
    const matches = this.#rules.some(
      ({ region, pattern }) => region === event.region && matchesPattern(pattern, event),
    );
    const { agenda, faults, parameters, chance } = this.#needs;
    const fault = faults.get('events');
    if (!matches || fault?.kind === 'dropped') return;
    const copies = fault?.kind === 'repeated' ? fault.copies : 1;
    const lateMs = fault?.kind === 'late' ? fault.byMs : 0;
    for (let copy = 0; copy < copies; copy += 1) {
      agenda.at(agenda.nowMs + chance.whole(parameters.eventDeliveryMs) + lateMs, () =>
        this.#delivered.push(event),
      );
    }
  }

  /** What has arrived since the last call. */
  take(): AlarmEvent[] {
    const taken = this.#delivered;
    this.#delivered = [];
    return taken;
  }
}
