/** What a site says to each request, by the condition that it is in. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Introduction, Page } from './page.ts';
import type { SiteCondition } from './site-condition.ts';
import type { SitePlan } from './site-plan.ts';

/** The site as it is when a reply goes out. */
export interface Replying {
  readonly condition: SiteCondition;
  readonly requests: number;
}

/** Any path that no check asks for. */
const PLAIN_PAGE: Page = { status: 200, isReadiness: false, body: JSON.stringify };

const UNAVAILABLE = 503;

export class Replies {
  readonly #plan: SitePlan;
  readonly #clock: VirtualClock;
  readonly #who: string;
  /** How far the next reply is from being a bad one: a bad one at 1. */
  #due = 0;

  constructor(plan: SitePlan, clock: VirtualClock) {
    this.#plan = plan;
    this.#clock = clock;
    this.#who = plan.owners.map(({ service, side }) => `${service} ${side}`).join(', ');
  }

  answer(request: IncomingMessage, response: ServerResponse, site: Replying): void {
    request.resume();
    const page = this.#plan.pages.get(request.url ?? '/') ?? PLAIN_PAGE;
    const { condition } = site;
    if (condition === 'up' || condition.kind !== 'slow') {
      this.#reply(response, page, site);
      return;
    }
    // Slower by more than what whoever measures it forgives.
    const delayMs = condition.byMs + this.#clock.virtualMs(this.#clock.graceMs);
    const cancel = this.#clock.after(delayMs, () => this.#reply(response, page, site));
    response.on('close', cancel);
  }

  #reply(response: ServerResponse, page: Page, { condition, requests }: Replying): void {
    // Of a connection that still stands: nothing gets through to its client any more.
    if (condition !== 'up' && condition.kind === 'down') return;
    const status = this.#statusOf(condition, page);
    const isWrong = condition !== 'up' && condition.kind === 'wrong-body';
    const body = isWrong ? 'Down for maintenance.\n' : page.body(this.#introduction(requests));
    response.writeHead(status, {
      'x-site': this.#who,
      'content-type': isWrong ? 'text/plain' : 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  }

  #statusOf(condition: SiteCondition, page: Page): number {
    if (condition === 'up') return page.status;
    if (condition.kind === 'not-ready' && page.isReadiness) return UNAVAILABLE;
    return condition.kind === 'status' && this.#isDue(condition.share)
      ? condition.status
      : page.status;
  }

  /** Evenly: with a share of a half every other one. */
  #isDue(share: number): boolean {
    this.#due += share;
    // Shares such as a tenth do not add up to 1 exactly.
    if (this.#due < 1 - Number.EPSILON * 100) return false;
    this.#due -= 1;
    return true;
  }

  #introduction(requests: number): Introduction {
    const [{ service, side }] = this.#plan.owners;
    return { service, side, requests };
  }
}
