/** The endpoints out there: how each of them takes a probe, or a user, at this moment. */
import type { EndpointHealthCheck } from '../route53/health-check.ts';
import { type EndpointResponse, judgeProbe, type ProbeJudgement } from '../route53/probe.ts';
import type { WorldParameters } from './parameters.ts';

/** Nothing listens on the port. */
export const REFUSED: Extract<EndpointResponse, { readonly kind: 'refused' }> = {
  kind: 'refused',
  connectMs: 5,
};
/** Packets vanish: whoever connects waits until it gives up. */
export const NO_CONNECTION: EndpointResponse = { kind: 'no-connection' };

/** Answers at once with that status. */
export function httpStatus(status: number, body = ''): EndpointResponse {
  return { kind: 'http', connectMs: 20, statusMs: 30, status, bodyMs: 5, body };
}

/** Answers 200, so many milliseconds after the connection. */
export function slow(statusMs: number): EndpointResponse {
  return { kind: 'http', connectMs: 20, statusMs, status: 200, bodyMs: 5, body: '' };
}

/** Where a check's probes go: `address:port`, or `host:port` where there is no address. */
export function endpointKey(check: EndpointHealthCheck): string {
  return `${check.IPAddress ?? check.FullyQualifiedDomainName}:${check.Port}`;
}

/** Sites by endpoint key. One that nobody has set is up, and says whatever a check wants to read. */
export class Sites {
  readonly #conditions = new Map<string, EndpointResponse>();
  readonly #watchers = new Map<string, (() => void)[]>();
  readonly #parameters: WorldParameters;

  constructor(parameters: WorldParameters) {
    this.#parameters = parameters;
  }

  set(key: string, condition: EndpointResponse | 'up'): void {
    if (condition === 'up') this.#conditions.delete(key);
    else this.#conditions.set(key, condition);
    for (const watcher of this.#watchers.get(key) ?? []) watcher();
  }

  /** `undefined` while nobody has set it. */
  condition(key: string): EndpointResponse | undefined {
    return this.#conditions.get(key);
  }

  at(key: string, wantedBody = ''): EndpointResponse {
    return this.#conditions.get(key) ?? this.#up(wantedBody);
  }

  judge(check: EndpointHealthCheck): ProbeJudgement {
    return judgeProbe(check, this.at(endpointKey(check), check.SearchString));
  }

  /** Answers how to stop watching. */
  watch(key: string, watcher: () => void): () => void {
    const watchers = this.#watchers.get(key) ?? [];
    if (watchers.length === 0) this.#watchers.set(key, watchers);
    watchers.push(watcher);
    return () => {
      watchers.splice(watchers.indexOf(watcher), 1);
    };
  }

  #up(body: string): EndpointResponse {
    return {
      kind: 'http',
      connectMs: this.#parameters.siteConnectMs,
      statusMs: this.#parameters.siteStatusMs,
      status: 200,
      bodyMs: this.#parameters.siteBodyMs,
      body,
    };
  }
}
