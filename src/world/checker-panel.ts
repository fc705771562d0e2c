/** The minds of one check's checkers, what they say together, and what each of them saw last. */
import { CHECKER_REGIONS } from '../config/regions.ts';
import { aggregate, type Checker, NEW_CHECKER, observeProbe } from '../route53/checker.ts';
import type { CheckerRegion, EndpointHealthCheck, HealthStatus } from '../route53/health-check.ts';
import type { ProbeJudgement } from '../route53/probe.ts';
import { checkerAddress } from './checker-addresses.ts';

/** What one probe came to, and when it had ended. */
export interface ProbeResult {
  readonly atMs: number;
  readonly judgement: ProbeJudgement;
}

/** One checker's newest probe, as GetHealthCheckStatus tells it. */
export interface CheckerObservation extends ProbeResult {
  readonly region: CheckerRegion;
  readonly ipAddress: string;
  /** When its first probe had ended. */
  readonly sinceMs: number;
  /** Its newest probe that failed; `undefined`: none since then. */
  readonly lastFailure: ProbeResult | undefined;
}

interface Seat {
  readonly region: CheckerRegion;
  readonly ipAddress: string;
  mind: Checker;
  sinceMs: number | undefined;
  seen: ProbeResult | undefined;
  lastFailure: ProbeResult | undefined;
}

export class CheckerPanel {
  readonly #failureThreshold: number;
  readonly #report: (status: HealthStatus) => void;
  readonly #seats: readonly Seat[];
  #status: HealthStatus | undefined;
  /** A checker has changed its mind since the last count. */
  #mustCount = false;

  /** `report` hears of every change of what the checkers say together. */
  constructor(check: EndpointHealthCheck, count: number, report: (status: HealthStatus) => void) {
    this.#failureThreshold = check.FailureThreshold;
    this.#report = report;
    const regions = check.Regions ?? CHECKER_REGIONS;
    this.#seats = Array.from({ length: count }, (_, index) => {
      const region = regions[index % regions.length] ?? CHECKER_REGIONS[0];
      const ipAddress = checkerAddress(region, Math.floor(index / regions.length));
      return {
        region,
        ipAddress,
        mind: NEW_CHECKER,
        sinceMs: undefined,
        seen: undefined,
        lastFailure: undefined,
      };
    });
  }

  /** The checker of that number has probed; it ended then. */
  observe(index: number, judgement: ProbeJudgement, atMs: number): void {
    this.take(index, judgement, atMs);
    this.tell();
  }

  /** As `observe`, but says nothing until `tell`. Answers what the checker now thinks. */
  take(index: number, judgement: ProbeJudgement, atMs: number): Checker {
    const seat = this.#seat(index);
    const before = seat.mind;
    seat.mind = observeProbe(before, judgement.passed, this.#failureThreshold);
    note(seat, { atMs, judgement });
    if (seat.mind.verdict !== before.verdict) this.#mustCount = true;
    return seat.mind;
  }

  tell(): void {
    if (!this.#mustCount) return;
    this.#mustCount = false;
    this.#count();
  }

  /** A probe that changes nobody's mind, and was therefore not run: it is only noted. */
  note(index: number, judgement: ProbeJudgement, atMs: number): void {
    note(this.#seat(index), { atMs, judgement });
  }

  /** Of those that have probed, in the order of their numbers. */
  observations(): readonly CheckerObservation[] {
    return this.#seats.flatMap(({ region, ipAddress, sinceMs, seen, lastFailure }) =>
      seen === undefined || sinceMs === undefined
        ? []
        : [{ region, ipAddress, sinceMs, lastFailure, ...seen }],
    );
  }

  #seat(index: number): Seat {
    const seat = this.#seats[index];
    if (seat === undefined) throw new RangeError(`There is no checker ${index}.`);
    return seat;
  }

  #count(): void {
    const verdicts = this.#seats.map(({ mind }) => mind.verdict).filter((one) => one !== undefined);
    const healthy = verdicts.filter((verdict) => verdict === 'healthy').length;
    const status = aggregate({ healthy, total: verdicts.length });
    if (status === undefined || status === this.#status) return;
    this.#status = status;
    this.#report(status);
  }
}

function note(seat: Seat, result: ProbeResult): void {
  seat.sinceMs ??= result.atMs;
  seat.seen = result;
  if (!result.judgement.passed) seat.lastFailure = result;
}
