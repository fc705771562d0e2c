/**
 * An outage from end to end in the local cloud: the primary goes down, Route 53 fails over, Switchback holds, people are
 * told, the primary comes back and nothing moves, a person fails back stage by stage. Each step must be observed.
 */
import type { Service } from '../../core/service.ts';
import type { Visit } from '../../drill/visits.ts';
import type { LocalCloud } from '../cloud.ts';
import { CachingResolver } from '../dns/resolve.ts';
import { localNameServers } from '../local-zones.ts';
import type { SiteCondition } from '../sites/site-condition.ts';
import { invoke, type Reply } from './person.ts';
import { percentOn } from './shares.ts';
import { observe, pause, type Sight, type Step } from './step.ts';
import { Visitor } from './visitor.ts';
import { Watcher } from './watcher.ts';

const MINUTE_MS = 60_000;
/** After it is held. */
const OUTAGE_LASTS_ON_MS = 2 * MINUTE_MS;

/** What a story tells while it goes on. */
export interface Teller {
  /** Something was done to the account, or by a person in it. */
  did(atMs: number, what: string): void;
  /** A step was observed, so many milliseconds of the account after the story began to look for it. */
  saw(atMs: number, expected: string, seen: string, tookMs: number): void;
  missed(atMs: number, expected: string, lastSeen: string): void;
}

export interface StoryEnd {
  readonly steps: number;
  /** The story ends with the first step that is not observed. */
  readonly complete: boolean;
  readonly startMs: number;
  readonly brokenAtMs: number;
  readonly askingAnew: readonly Visit[];
  readonly keepingConnection: readonly Visit[];
  readonly dnsQuestions: number;
}

export class Story {
  readonly #cloud: LocalCloud;
  readonly #service: Service;
  readonly #teller: Teller;
  readonly #watcher: Watcher;
  readonly #startMs: number;
  #steps = 0;
  #brokenAtMs = 0;

  constructor(cloud: LocalCloud, service: Service, teller: Teller) {
    this.#cloud = cloud;
    this.#service = service;
    this.#teller = teller;
    this.#watcher = new Watcher(cloud, service);
    this.#startMs = cloud.parts.clock.nowMs();
  }

  async play(): Promise<StoryEnd> {
    const askingAnew = this.#visitor(false);
    const keepingConnection = this.#visitor(true);
    const leave = [askingAnew.start(), keepingConnection.start()];
    const chapters = [this.#atRest, this.#outage, this.#hold, this.#recovery, this.#failback];
    let complete = true;
    for (const chapter of chapters) {
      complete = complete && (await chapter.call(this));
    }
    for (const one of leave) one();
    return {
      steps: this.#steps,
      complete,
      startMs: this.#startMs,
      brokenAtMs: this.#brokenAtMs,
      askingAnew: askingAnew.visits,
      keepingConnection: keepingConnection.visits,
      dnsQuestions: this.#cloud.parts.dns.questions(),
    };
  }

  async #atRest(): Promise<boolean> {
    return (
      (await this.#see('Switchback is armed', 15 * MINUTE_MS, async () => {
        const state = await this.#watcher.state();
        return state?.armed.atMs == null
          ? { notYet: 'not armed' }
          : { seen: 'both sides were healthy for long enough' };
      })) && (await this.#seeShares('users reach the primary', 1, { primary: 100 }, 200))
    );
  }

  async #outage(): Promise<boolean> {
    this.#brokenAtMs = this.#cloud.parts.clock.nowMs();
    await this.#setPrimary('the primary goes down: its packets vanish', { kind: 'down' });
    return this.#seeShares('Route 53 answers the secondary', 4, { primary: 0 }, 200);
  }

  async #hold(): Promise<boolean> {
    return (
      (await this.#see('Switchback holds by weights', 10 * MINUTE_MS, async () => {
        const weights = await this.#watcher.weights();
        return weights === '0/100' ? { seen: `weights ${weights}` } : { notYet: weights };
      })) &&
      (await this.#see('people are told', 3 * MINUTE_MS, async () => {
        const [first] = this.#cloud.parts.inbox.messages();
        return first ? { seen: `“${first.subject}”` } : { notYet: 'no message' };
      }))
    );
  }

  async #recovery(): Promise<boolean> {
    await pause(this.#cloud.parts.clock, OUTAGE_LASTS_ON_MS);
    await this.#setPrimary('the primary is well again', 'up');
    const refusal = await this.#command('failback', 'too early');
    if (!(await this.#seeAnswer('a failback is refused so early', refusal, 'refused')))
      return false;
    return (
      (await this.#see('the hold switch is off again in DNS', 15 * MINUTE_MS, async () => {
        const said = await this.#watcher.holdWitnesses();
        const { holdSwitch } = (await this.#watcher.state()) ?? {};
        const isOff = said.length > 0 && said.every((one) => one === 'off');
        return isOff && holdSwitch?.position === 'off'
          ? { seen: 'held by weights alone' }
          : { notYet: `the witness says ${[...new Set(said)].join(', ')}` };
      })) && (await this.#seeShares('users stay on the secondary', 1, { primary: 0 }, 500))
    );
  }

  async #failback(): Promise<boolean> {
    const began = await this.#see('a person starts the failback', 20 * MINUTE_MS, async () => {
      const { outcome, text } = await this.#command('failback', 'the primary is well');
      const line = outcomeLine(text);
      if (outcome !== 'refused') return { seen: line };
      await pause(this.#cloud.parts.clock, MINUTE_MS / 2);
      return { notYet: line };
    });
    if (!began) return false;
    for (const primary of this.#service.failback.stages) {
      if (!(await this.#stage(primary))) return false;
    }
    return this.#see('the incident is closed', 10 * MINUTE_MS, async () => {
      const state = await this.#watcher.state();
      if (state === undefined) return { notYet: 'no state' };
      return state.phase === 'OnPrimary' && state.incident === null
        ? { seen: 'users are on the primary, by health alone' }
        : { notYet: `${state.phase}, incident ${state.incident?.id}` };
    });
  }

  async #stage(primary: number): Promise<boolean> {
    const wanted = `${primary}/${100 - primary}`;
    const written = await this.#see(`stage ${primary} %`, 15 * MINUTE_MS, async () => {
      const weights = await this.#watcher.weights();
      const isInsync = (await this.#watcher.state())?.records?.progress.status === 'insync';
      return weights === wanted && isInsync
        ? { seen: `weights ${weights} are on all name servers` }
        : { notYet: `weights ${weights}` };
    });
    const queries = primary === 100 ? 200 : 2_000;
    return (
      written && this.#seeShares(`DNS sends ${primary} % to the primary`, 1, { primary }, queries)
    );
  }

  /** Within three points of what is wanted; exactly, where it is all or nothing. */
  #seeShares(
    expected: string,
    withinMinutes: number,
    wanted: { readonly primary: number },
    queries: number,
  ): Promise<boolean> {
    const tolerance = wanted.primary % 100 === 0 ? 0 : 3;
    return this.#see(expected, withinMinutes * MINUTE_MS, async () => {
      const shares = await this.#watcher.shares(queries);
      const percent = percentOn('primary', shares);
      const text = `${shares.primary} of ${shares.queries} answers are the primary, ${shares.secondary} the secondary`;
      const isSo = shares.other === 0 && Math.abs(percent - wanted.primary) <= tolerance;
      return isSo ? { seen: text } : { notYet: text };
    });
  }

  #seeAnswer(
    expected: string,
    { text, outcome }: { readonly text: string; readonly outcome: string },
    wanted: string,
  ): Promise<boolean> {
    const line = outcomeLine(text);
    return this.#see(expected, 0, async () =>
      outcome === wanted ? { seen: line } : { notYet: `${outcome}: ${line}` },
    );
  }

  async #see(expected: string, withinMs: number, look: () => Promise<Sight>): Promise<boolean> {
    const step: Step = { expected, withinMs, look };
    const outcome = await observe(this.#cloud.parts.clock, step);
    const nowMs = this.#cloud.parts.clock.nowMs();
    if (outcome.ok) {
      this.#steps += 1;
      this.#teller.saw(nowMs, expected, outcome.seen, outcome.tookMs);
    } else this.#teller.missed(nowMs, expected, outcome.lastSeen);
    return outcome.ok;
  }

  async #setPrimary(what: string, condition: SiteCondition): Promise<void> {
    const { clock, sites } = this.#cloud.parts;
    await sites.set(this.#service.id, 'primary', condition);
    this.#teller.did(clock.nowMs(), what);
  }

  #command(command: 'failback', reason: string): Promise<Reply> {
    const payload = { command, service: this.#service.id, who: 'operator', reason };
    return invoke(this.#cloud.url, this.#cloud.parts.configuration, 'failback', payload);
  }

  #visitor(keepsConnection: boolean): Visitor {
    const { clock, configuration } = this.#cloud.parts;
    const resolver = new CachingResolver(localNameServers(configuration), clock);
    return new Visitor({ service: this.#service, clock, resolver, keepsConnection });
  }
}

/** Answers begin with where users are; what became of the command follows. */
function outcomeLine(text: string): string {
  const [users = '', outcome = users] = text.split('\n\n');
  return outcome.split('\n')[0] ?? '';
}
