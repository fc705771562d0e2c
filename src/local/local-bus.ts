/** EventBridge: what the rule in ears lets through goes to home's bus, and what the rule there lets through to the queue. */
import type { WholeTemplate } from '../infrastructure/template.ts';
import type { AlarmEvent } from '../world/alarm-event.ts';
import { matchesPattern } from '../world/event-pattern.ts';
import { ACCOUNT_ID } from './account.ts';

export interface LocalRule {
  readonly name: string;
  readonly pattern: object;
  readonly busName: string;
  readonly region: string;
}

export interface BusEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
  readonly resources: readonly string[];
  /** Epoch milliseconds of the account. */
  readonly atMs: number;
  readonly region: string;
  readonly busName: string;
}

export class LocalBus {
  readonly #rules: readonly LocalRule[];
  readonly #homeRegion: string;
  readonly #send: (body: string) => void;
  #events = 0;

  /** `send` puts a message into the queue that home's rule names. */
  constructor(template: WholeTemplate, homeRegion: string, send: (body: string) => void) {
    this.#homeRegion = homeRegion;
    this.#send = send;
    this.#rules = Object.values(template.Resources)
      .filter(({ Type }) => Type === 'AWS::Events::Rule')
      .map(({ Properties }) => {
        const { Name, EventPattern } = Properties as { Name: string; EventPattern: object };
        const busName = Name.replace(/-wake$/, '');
        return { name: Name, pattern: EventPattern, busName, region: homeRegion };
      });
  }

  rules(): readonly LocalRule[] {
    return this.#rules;
  }

  /** An alarm's event that ears has passed on. */
  passOn(event: AlarmEvent): void {
    this.#route(event);
  }

  /** Answers the event's id. */
  putEvent({ source, detailType, detail, resources, atMs, region, busName }: BusEvent): string {
    const id = `00000000-0000-4000-9000-${String(++this.#events).padStart(12, '0')}`;
    const isHome =
      region === this.#homeRegion && this.#rules.some((rule) => rule.busName === busName);
    if (isHome) {
      // Whole seconds.
      const time = new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z');
      this.#route({
        version: '0',
        id,
        'detail-type': detailType,
        source,
        account: ACCOUNT_ID,
        time,
        region,
        resources,
        detail,
      });
    }
    return id;
  }

  #route(event: object): void {
    const matches = this.#rules.some(({ pattern }) => matchesPattern(pattern, event));
    if (matches) this.#send(JSON.stringify(event));
  }
}
