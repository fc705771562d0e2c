/** What a second terminal says to a local cloud that runs. */
import type { Configuration } from '../core/service.ts';
import { type FunctionId, functionName } from '../infrastructure/functions.ts';
import { reach } from '../local/reach.ts';
import type { SiteCondition } from '../local/sites/site-condition.ts';
import { invoke } from '../local/story/person.ts';
import { secondUtc } from '../messages/moment.ts';
import type { TimelineItem } from '../ports.ts';
import { timelineText } from './time-line-text.ts';

export class LocalClient {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async setSite(service: string, side: string, condition: SiteCondition): Promise<void> {
    await this.#send('sites', { service, side, condition });
  }

  async setFault(name: string, how: string): Promise<void> {
    await this.#send('faults', { name, how: how === 'none' ? null : how });
  }

  async kill(id: string | undefined): Promise<string> {
    const { killed } = await this.#send('kill', id === undefined ? {} : { function: id });
    return killed ? 'Killed what ran.' : 'Nothing ran.';
  }

  async killAtCall(id: FunctionId, calls: number): Promise<void> {
    await this.#send('kill-at-call', { function: id, calls });
  }

  async invoke(configuration: Configuration, id: FunctionId, payload: object): Promise<string> {
    const reply = await invoke(this.#url, configuration, id, payload);
    return reply?.text ?? `${functionName(configuration.stackName, id)} is done.`;
  }

  /** One line for each side and each state. */
  async status(): Promise<string> {
    const { nowMs, faults, services } = await this.#read<LocalStatus>('status');
    const inForce = Object.entries(faults).filter(([, how]) => how !== null);
    return [
      secondUtc(nowMs),
      ...services.flatMap(({ service, primary, secondary, state }) => [
        `${service}: ${stateText(state)}`,
        `  primary   ${primary.address}  ${conditionText(primary.site)}`,
        `  secondary ${secondary.address}  ${conditionText(secondary.site)}`,
      ]),
      ...inForce.map(([name, how]) => `fault: ${name} ${how}`),
    ].join('\n');
  }

  async inbox(): Promise<string> {
    const messages = await this.#read<readonly LocalMessage[]>('inbox');
    return messages
      .map(({ atMs, subject, message }) => `${secondUtc(atMs)}  ${subject ?? ''}\n\n${message}`)
      .join('\n\n');
  }

  async incidents({ services }: Configuration): Promise<string> {
    const timelines = await this.#read<Record<string, readonly TimelineItem[]>>('incidents');
    return services
      .map((service) => timelineText(service, timelines[service.id] ?? []))
      .join('\n\n');
  }

  async log(): Promise<string> {
    return (await this.#read<readonly string[]>('log')).join('\n');
  }

  async #read<Body>(what: string): Promise<Body> {
    return (await this.#request('GET', what)) as Body;
  }

  async #send(what: string, body: object): Promise<{ readonly killed?: boolean }> {
    return (await this.#request('POST', what, JSON.stringify(body))) as { killed?: boolean };
  }

  async #request(method: string, what: string, body?: string): Promise<unknown> {
    const response = await reach(this.#url, `/_local/${what}`, {
      method,
      ...(body !== undefined && { body }),
    });
    const answer = (await response.json()) as { readonly error?: string };
    if (!response.ok) throw new Error(answer.error ?? `The local cloud says ${response.status}.`);
    return answer;
  }
}

interface LocalSide {
  readonly address: string;
  readonly site: SiteCondition;
}

interface LocalStatus {
  readonly nowMs: number;
  readonly faults: Readonly<Record<string, string | null>>;
  readonly services: readonly {
    readonly service: string;
    readonly primary: LocalSide;
    readonly secondary: LocalSide;
    readonly state: LocalState | null;
  }[];
}

interface LocalState {
  readonly phase: string;
  readonly armed: { readonly atMs: number | null };
  readonly incident: { readonly id: string } | null;
}

interface LocalMessage {
  readonly atMs: number;
  readonly subject: string | null;
  readonly message: string;
}

function stateText(state: LocalState | null): string {
  if (state === null) return 'no pass yet';
  const armed = state.armed.atMs === null ? ', not armed yet' : '';
  const incident = state.incident === null ? '' : `, incident ${state.incident.id}`;
  return `${state.phase}${armed}${incident}`;
}

function conditionText(condition: SiteCondition): string {
  return condition === 'up' ? 'up' : Object.values(condition).join(' ');
}
