/** Health checkers that really probe, out of step with each other, each on its own connection. */
import type { EndpointHealthCheck } from '../../route53/health-check.ts';
import { judgeProbe, type ProbeJudgement } from '../../route53/probe.ts';
import { type CheckerObservation, CheckerPanel } from '../../world/checker-panel.ts';
import type { Checking, RunningCheckers } from '../../world/checking.ts';
import type { Chance } from '../../world/random.ts';
import type { Cancel, VirtualClock } from '../virtual-clock.ts';
import { EndpointProber, type ResolveHost, systemHosts } from './endpoint-prober.ts';

/** `chance` draws when each checker begins. `stop` ends the checkers of all checks. */
export function liveCheckers(
  clock: VirtualClock,
  chance: Pick<Chance, 'whole'>,
  resolve: ResolveHost = systemHosts,
): Checking & { stop(): void } {
  const running = new Set<RunningCheckers>();
  const checking: Checking = (check, count, report) => {
    const panel = new CheckerPanel(check, count, report);
    const checkers = new LiveCheckers(
      check,
      panel,
      clock,
      new EndpointProber(check, clock, resolve),
    );
    const latestMs = check.RequestInterval * 1000 - 1;
    for (let index = 0; index < count; index += 1) {
      checkers.plan(index, chance.whole({ min: 0, max: latestMs }));
    }
    running.add(checkers);
    return {
      observations: () => checkers.observations(),
      stop: () => {
        running.delete(checkers);
        checkers.stop();
      },
    };
  };
  const stop = () => {
    for (const checkers of running) checkers.stop();
    running.clear();
  };
  return Object.assign(checking, { stop });
}

class LiveCheckers implements RunningCheckers {
  readonly #check: EndpointHealthCheck;
  readonly #panel: CheckerPanel;
  readonly #clock: VirtualClock;
  readonly #prober: EndpointProber;
  readonly #planned: Cancel[] = [];
  #isStopped = false;

  constructor(
    check: EndpointHealthCheck,
    panel: CheckerPanel,
    clock: VirtualClock,
    prober: EndpointProber,
  ) {
    this.#check = check;
    this.#panel = panel;
    this.#clock = clock;
    this.#prober = prober;
  }

  observations(): readonly CheckerObservation[] {
    return this.#panel.observations();
  }

  plan(index: number, inMs: number): void {
    this.#planned[index] = this.#clock.after(inMs, () => void this.#probe(index));
  }

  stop(): void {
    this.#isStopped = true;
    for (const cancel of this.#planned) cancel();
    this.#prober.stop();
  }

  /** The interval runs from the end of a probe to the next one (API `RequestInterval`). */
  async #probe(index: number): Promise<void> {
    const judgement = await this.#judge();
    if (this.#isStopped) return;
    this.#panel.observe(index, judgement, this.#clock.nowMs());
    this.plan(index, this.#check.RequestInterval * 1000);
  }

  async #judge(): Promise<ProbeJudgement> {
    try {
      return judgeProbe(this.#check, await this.#prober.probe());
    } catch (fault) {
      // For example a host name that no request can carry.
      const why = fault instanceof Error ? fault.message : 'unknown';
      return { passed: false, detail: `Failure: The request could not be sent: ${why}`, tookMs: 0 };
    }
  }
}
