/**
 * The one seam between what runs in production and the simulated account: every call of an invocation passes here, is
 * disturbed or not, and is noted. Whatever takes effect is shown to the truth at that very moment.
 */
import type { Ports } from '../src/ports.ts';
import type { CallFaults, PortCall } from './call-faults.ts';
import { CANARY } from './canary.ts';
import type { Ground } from './ground.ts';
import type { Invocation } from './invocation.ts';
import { portsThrough } from './ports-through.ts';
import { rubbish } from './rubbish.ts';
import { lengthMs } from './swarm.ts';

/** A new one each time: whoever waits for a promise is kept for as long as it is. */
function never(): Promise<never> {
  return new Promise<never>(() => {});
}
const SECOND_MS = 1000;
const LATEST_MS = 15 * 60 * SECOND_MS;
const STALE_KEPT = 4;

/** Carries what errors of an SDK carry beside name and message. */
class InjectedError extends Error {
  override readonly name: string;
  readonly $response = { headers: { authorization: CANARY } };
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** Answers of one port call that were true once, of all invocations. */
export type Stale = Map<PortCall, unknown[]>;

export class Seam {
  readonly ports: Ports;
  readonly invocation: Invocation;
  readonly ground: Ground;
  readonly #faults: CallFaults;
  readonly #stale: Stale;
  #alive = true;
  #over = false;
  pending = 0;
  /** Until then it is frozen; its time-out waits. */
  frozenMs = 0;
  died: PortCall | null = null;

  constructor(ground: Ground, invocation: Invocation, faults: CallFaults, stale: Stale) {
    this.ground = ground;
    this.invocation = invocation;
    this.#faults = faults;
    this.#stale = stale;
    this.ports = portsThrough(this);
  }

  get isAlive(): boolean {
    return this.#alive;
  }

  kill(): void {
    this.#alive = false;
  }

  /** The function has returned. */
  finish(): void {
    this.#over = true;
  }

  async call<T>(name: PortCall, act: () => Promise<T>, half?: () => Promise<T>): Promise<T> {
    if (!this.#alive) return never();
    if (this.#over) this.ground.violate('S18', `${name} is called after the return`);
    this.pending += 1;
    this.invocation.look.calls += 1;
    const fault = this.#faults.draw(name);
    if (this.ground.swarm.latencyMs > 0 && !this.ground.calm) await this.#takeTime();
    if (!this.#alive) return never();
    try {
      const answer = fault === null ? await act() : await this.#disturb(fault, name, act, half);
      if (fault === null) this.#keep(name, answer);
      return this.#alive ? answer : await never();
    } catch (cause) {
      this.invocation.look.failures += 1;
      if (!this.#alive) return await never();
      throw cause;
    } finally {
      this.pending -= 1;
    }
  }

  async #takeTime(): Promise<void> {
    const { latencyMs } = this.ground.swarm;
    const tookMs = this.ground.streams.of('latency of calls').whole({ min: 0, max: latencyMs });
    await this.ground.until(this.ground.nowMs + tookMs);
  }

  #keep(name: PortCall, answer: unknown): void {
    const kept = this.#stale.get(name);
    if (kept === undefined) this.#stale.set(name, [answer]);
    else if (kept.push(answer) > STALE_KEPT) kept.shift();
  }

  async #disturb<T>(
    fault: NonNullable<ReturnType<CallFaults['draw']>>,
    name: PortCall,
    act: () => Promise<T>,
    half: (() => Promise<T>) | undefined,
  ): Promise<T> {
    const { ground } = this;
    ground.inject(`call ${fault}`, `${name} of #${this.invocation.number}`);
    const chance = ground.streams.of(`length of ${fault}`);
    const fail = (kind: string, text: string) =>
      Promise.reject(new InjectedError(kind, `${name}: ${text}`));
    switch (fault) {
      case 'error':
        return fail('InternalError', 'refused');
      case 'throttle':
        return fail('Throttling', 'Rate exceeded');
      case 'timeout':
        await ground.until(ground.nowMs + chance.whole({ min: SECOND_MS, max: 9 * SECOND_MS }));
        return fail('TimeoutError', 'timed out');
      case 'hang':
        return never();
      case 'answerLost':
        await act();
        return fail('ECONNRESET', 'the answer was lost');
      case 'late':
        return this.#landLate(name, act, chance.whole({ min: 0, max: LATEST_MS }));
      case 'slow': {
        const answer = await act();
        await ground.until(ground.nowMs + chance.whole({ min: SECOND_MS, max: 25 * SECOND_MS }));
        return answer;
      }
      case 'stale':
        return (this.#stale.get(name)?.[0] as T | undefined) ?? act();
      case 'rubbish':
        return rubbish(name, await act(), chance) as T;
      case 'partial':
        await (half ?? act)();
        return fail('InternalError', 'half of it');
      case 'crashBefore':
        this.#die(name);
        return never();
      case 'crashAfter':
        void act().catch(() => undefined);
        this.#die(name);
        return never();
      case 'freeze':
        return this.#freeze(act, lengthMs(chance, 3 * 60 * SECOND_MS));
    }
  }

  /** The caller gives up after some seconds; the request is still on its way. */
  async #landLate<T>(name: PortCall, act: () => Promise<T>, byMs: number): Promise<T> {
    const { ground } = this;
    ground.late += 1;
    ground.agenda.at(ground.nowMs + byMs, () => {
      ground.late -= 1;
      ground.stirred = true;
      void act().catch((cause: unknown) => {
        if (name === 'change' && String(cause).includes('already exists')) {
          ground.reach('late change refused by the fence');
        }
      });
    });
    await ground.until(ground.nowMs + Math.min(byMs + 1, 5 * SECOND_MS));
    throw new InjectedError('TimeoutError', `${name}: timed out`);
  }

  /** Held before or after the effect, then going on as if nothing had been. */
  async #freeze<T>(act: () => Promise<T>, forMs: number): Promise<T> {
    const { ground } = this;
    this.frozenMs += forMs;
    const before = ground.streams.of('freeze before').share() < 0.6;
    const answer = before ? undefined : await act();
    await ground.until(ground.nowMs + forMs);
    ground.reach('frozen and thawed');
    return before ? act() : (answer as T);
  }

  #die(name: PortCall): void {
    this.kill();
    this.died = name;
  }
}
