/**
 * The simulated checkers of one endpoint check. A checker whose mind is made up plans nothing: its probes would only say
 * the same again. When the site changes, its next probe falls where its own rhythm would have put it.
 */
import { CHECKER_REGIONS } from '../config/regions.ts';
import type { Checker } from '../route53/checker.ts';
import type { EndpointHealthCheck, HealthStatus } from '../route53/health-check.ts';
import type { ProbeJudgement } from '../route53/probe.ts';
import type { Agenda } from './agenda.ts';
import { type CheckerObservation, CheckerPanel } from './checker-panel.ts';
import type { RunningCheckers } from './checking.ts';
import type { WorldParameters } from './parameters.ts';
import type { Chance } from './random.ts';
import { endpointKey, type Sites } from './sites.ts';

interface Prober {
  readonly index: number;
  /** A probe is planned or under way. */
  busy: boolean;
  /** Start of its next probe, or of any earlier one while it is not busy. */
  probeAtMs: number;
  /** From the start of one probe to the start of the next, while nothing changes. */
  periodMs: number;
}

export class Checkers implements RunningCheckers {
  readonly #check: EndpointHealthCheck;
  readonly #agenda: Agenda;
  readonly #panel: CheckerPanel;
  readonly #probers: readonly Prober[];
  readonly #unwatch: () => void;
  #judgement: ProbeJudgement;
  #stopped = false;

  constructor(
    check: EndpointHealthCheck,
    { agenda, sites, parameters }: { agenda: Agenda; sites: Sites; parameters: WorldParameters },
    chance: Pick<Chance, 'whole'>,
    report: (status: HealthStatus) => void,
  ) {
    this.#check = check;
    this.#agenda = agenda;
    this.#judgement = sites.judge(check);
    const count = checkerCount(check, parameters);
    this.#panel = new CheckerPanel(check, count, report);
    this.#probers = Array.from({ length: count }, (_, index) => ({
      index,
      busy: true,
      probeAtMs: agenda.nowMs + chance.whole({ min: 0, max: this.#intervalMs - 1 }),
      periodMs: this.#intervalMs,
    }));
    for (const prober of this.#probers) this.#plan(prober);
    this.#unwatch = sites.watch(endpointKey(check), () => this.#siteChanged(sites.judge(check)));
  }

  observations(): readonly CheckerObservation[] {
    this.#noteUnrun();
    return this.#panel.observations();
  }

  stop(): void {
    this.#stopped = true;
    this.#unwatch();
  }

  get #intervalMs(): number {
    return this.#check.RequestInterval * 1000;
  }

  #siteChanged(judgement: ProbeJudgement): void {
    this.#noteUnrun();
    const same = judgement.passed === this.#judgement.passed;
    this.#judgement = judgement;
    for (const prober of this.#probers) {
      if (prober.busy) continue;
      prober.probeAtMs = nextBeat(prober, this.#agenda.nowMs);
      prober.periodMs = this.#intervalMs + judgement.tookMs;
      if (!same) this.#plan(prober);
    }
  }

  #plan(prober: Prober): void {
    prober.busy = true;
    this.#agenda.at(prober.probeAtMs, () => {
      const judgement = this.#judgement;
      this.#agenda.at(this.#agenda.nowMs + judgement.tookMs, () => this.#finish(prober, judgement));
    });
  }

  #finish(prober: Prober, judgement: ProbeJudgement): void {
    if (this.#stopped) return;
    const { nowMs } = this.#agenda;
    const mind = this.#panel.take(prober.index, judgement, nowMs);
    prober.probeAtMs = nowMs + this.#intervalMs;
    prober.periodMs = this.#intervalMs + judgement.tookMs;
    if (isMadeUp(mind, this.#judgement)) prober.busy = false;
    else this.#plan(prober);
    this.#panel.tell();
  }

  /** What the newest of the probes that were not run would have seen. */
  #noteUnrun(): void {
    const judgement = this.#judgement;
    for (const prober of this.#probers) {
      const endedMs = prober.busy ? undefined : lastEnd(prober, judgement, this.#agenda.nowMs);
      if (endedMs !== undefined) this.#panel.note(prober.index, judgement, endedMs);
    }
  }
}

export function checkerCount(check: EndpointHealthCheck, parameters: WorldParameters): number {
  const regions = check.Regions?.length ?? CHECKER_REGIONS.length;
  return Math.max(1, Math.round((parameters.checkers * regions) / CHECKER_REGIONS.length));
}

function nextBeat({ probeAtMs, periodMs }: Prober, nowMs: number): number {
  return probeAtMs + Math.max(0, Math.ceil((nowMs - probeAtMs) / periodMs)) * periodMs;
}

/** `undefined`: none has begun since `probeAtMs`. */
function lastEnd(
  { probeAtMs, periodMs }: Prober,
  { tookMs }: ProbeJudgement,
  nowMs: number,
): number | undefined {
  const periods = Math.floor((nowMs - tookMs - probeAtMs) / periodMs);
  return periods < 0 ? undefined : probeAtMs + periods * periodMs + tookMs;
}

/** More of the same would change nothing. */
function isMadeUp(mind: Checker, judgement: ProbeJudgement): boolean {
  return mind.streak === 0 && mind.verdict === (judgement.passed ? 'healthy' : 'unhealthy');
}
