/**
 * The local account's time. It runs many times as fast as this machine's while nothing computes, and slower while a
 * function does: processors and sockets do not get faster with the clock, and a pass of a tenth of a second must not
 * take seconds of the account.
 */
import { Agenda } from '../world/agenda.ts';

/** Which moment of this machine is which of the account, and how time goes on from there. */
export interface TimeScale {
  /** How many seconds of the account go by in one of this machine's. */
  readonly speed: number;
  /** Epoch milliseconds of this machine … */
  readonly realOriginMs: number;
  /** … and of the account at the same moment. */
  readonly virtualOriginMs: number;
}

/** Stops what was planned. */
export type Cancel = () => void;

/** While a function runs. */
const BUSY_SPEED = 4;

/** What a machine that does a lot of other things can be late by. */
const GRACE_MS = 100;

export class VirtualClock {
  readonly #speed: number;
  readonly #agenda: Agenda;
  #scale: TimeScale;
  #working = 0;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(scale: TimeScale) {
    this.#speed = scale.speed;
    this.#scale = scale;
    this.#agenda = new Agenda(this.#exactNowMs());
  }

  /** The account's time is this machine's at first. */
  static start(speed: number): VirtualClock {
    const nowMs = realNowMs();
    return new VirtualClock({ speed, realOriginMs: nowMs, virtualOriginMs: Math.floor(nowMs) });
  }

  /** While nothing computes. */
  get speed(): number {
    return this.#speed;
  }

  /** As time goes now; until the next beginning or end of work. */
  get scale(): TimeScale {
    return this.#scale;
  }

  /** Epoch milliseconds of the account, whole. */
  nowMs(): number {
    return Math.floor(this.#exactNowMs());
  }

  /** How long so many milliseconds of the account last on this machine while nothing computes. */
  realMs(virtualMs: number): number {
    return virtualMs / this.#speed;
  }

  /** How many milliseconds of the account so many of this machine are while nothing computes. */
  virtualMs(realMs: number): number {
    return realMs * this.#speed;
  }

  /**
   * How many milliseconds of this machine a site and its client may take for what takes none in the account: sockets and
   * processors do not get faster with the clock. None at this machine's own speed.
   */
  get graceMs(): number {
    return GRACE_MS * (1 - 1 / this.#speed);
  }

  /** A function computes from now until the answer is called. */
  beginWork(): () => void {
    this.#working += 1;
    if (this.#working === 1) this.#goAt(Math.min(this.#speed, BUSY_SPEED));
    return () => {
      this.#working -= 1;
      if (this.#working === 0) this.#goAt(this.#speed);
    };
  }

  /** Once, when so many milliseconds of the account have gone by. */
  after(virtualMs: number, run: () => void): Cancel {
    let isCancelled = false;
    this.#agenda.at(this.#exactNowMs() + virtualMs, () => {
      if (!isCancelled && !this.#isStopped) run();
    });
    this.#waitForNext();
    return () => {
      isCancelled = true;
    };
  }

  /** Again and again, first after one period; a beat that was missed is not made up for. */
  every(periodMs: number, run: () => void): Cancel {
    let cancel: Cancel = () => {};
    const plan = (): void => {
      cancel = this.after(periodMs, () => {
        plan();
        run();
      });
    };
    plan();
    return () => cancel();
  }

  /** Nothing of what was planned happens any more. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #exactNowMs(): number {
    const { speed, realOriginMs, virtualOriginMs } = this.#scale;
    return virtualOriginMs + (realNowMs() - realOriginMs) * speed;
  }

  #goAt(speed: number): void {
    const virtualOriginMs = this.#exactNowMs();
    this.#scale = { speed, realOriginMs: realNowMs(), virtualOriginMs };
    this.#waitForNext();
  }

  #waitForNext(): void {
    clearTimeout(this.#timer);
    const nextMs = this.#agenda.nextAtMs();
    if (nextMs === undefined || this.#isStopped) return;
    const inMs = (nextMs - this.#exactNowMs()) / this.#scale.speed;
    this.#timer = setTimeout(() => this.#runDue(), Math.max(0, inMs));
  }

  #runDue(): void {
    this.#agenda.advance(this.#exactNowMs());
    this.#waitForNext();
  }
}

/** Of all processes of this machine alike, and it does not jump when somebody sets the clock. */
function realNowMs(): number {
  return performance.timeOrigin + performance.now();
}
