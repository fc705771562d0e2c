/**
 * The checkers of one endpoint check. A checker whose mind is made up plans nothing: its probes would only say the same
 * again. When the site changes, its next probe falls where its own rhythm would have put it.
 */
import { aggregate, type Checker, NEW_CHECKER, observeProbe } from '../route53/checker.ts';
import type { EndpointHealthCheck, HealthStatus } from '../route53/health-check.ts';
import type { ProbeJudgement } from '../route53/probe.ts';
import type { Agenda } from './agenda.ts';
import type { WorldParameters } from './parameters.ts';
import type { Chance } from './random.ts';
import { endpointKey, type Sites } from './sites.ts';

const CHECKER_REGIONS = 8;

interface Prober {
  mind: Checker;
  /** A probe is planned or under way. */
  busy: boolean;
  /** Start of its next probe, or of any earlier one while it is not busy. */
  probeAtMs: number;
  /** From the start of one probe to the start of the next, while nothing changes. */
  periodMs: number;
}

export class Checkers {
  readonly #check: EndpointHealthCheck;
  readonly #agenda: Agenda;
  readonly #report: (status: HealthStatus) => void;
  readonly #probers: readonly Prober[];
  #judgement: ProbeJudgement;
  #status: HealthStatus | undefined;

  constructor(
    check: EndpointHealthCheck,
    { agenda, sites, parameters }: { agenda: Agenda; sites: Sites; parameters: WorldParameters },
    chance: Pick<Chance, 'whole'>,
    report: (status: HealthStatus) => void,
  ) {
    this.#check = check;
    this.#agenda = agenda;
    this.#report = report;
    this.#judgement = sites.judge(check);
    this.#probers = Array.from({ length: checkerCount(check, parameters) }, () => ({
      mind: NEW_CHECKER,
      busy: true,
      probeAtMs: agenda.nowMs + chance.whole({ min: 0, max: this.#intervalMs - 1 }),
      periodMs: this.#intervalMs,
    }));
    for (const prober of this.#probers) this.#plan(prober);
    sites.watch(endpointKey(check), () => this.#siteChanged(sites.judge(check)));
  }

  get #intervalMs(): number {
    return this.#check.RequestInterval * 1000;
  }

  #siteChanged(judgement: ProbeJudgement): void {
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
    const before = prober.mind;
    prober.mind = observeProbe(before, judgement.passed, this.#check.FailureThreshold);
    prober.probeAtMs = this.#agenda.nowMs + this.#intervalMs;
    prober.periodMs = this.#intervalMs + judgement.tookMs;
    if (isMadeUp(prober.mind, this.#judgement)) prober.busy = false;
    else this.#plan(prober);
    if (prober.mind.verdict !== before.verdict) this.#count();
  }

  #count(): void {
    const verdicts = this.#probers
      .map(({ mind }) => mind.verdict)
      .filter((one) => one !== undefined);
    const healthy = verdicts.filter((verdict) => verdict === 'healthy').length;
    const status = aggregate({ healthy, total: verdicts.length });
    if (status === undefined || status === this.#status) return;
    this.#status = status;
    this.#report(status);
  }
}

function checkerCount(check: EndpointHealthCheck, parameters: WorldParameters): number {
  const regions = check.Regions?.length ?? CHECKER_REGIONS;
  return Math.max(1, Math.round((parameters.checkers * regions) / CHECKER_REGIONS));
}

function nextBeat({ probeAtMs, periodMs }: Prober, nowMs: number): number {
  return probeAtMs + Math.max(0, Math.ceil((nowMs - probeAtMs) / periodMs)) * periodMs;
}

/** More of the same would change nothing. */
function isMadeUp(mind: Checker, judgement: ProbeJudgement): boolean {
  return mind.streak === 0 && mind.verdict === (judgement.passed ? 'healthy' : 'unhealthy');
}
