/**
 * The one seam at which calls of a pass are disturbed: between reconcile and the ports of the real simulated world. Every
 * call is numbered; what becomes of it is up to the test. A pass that is cut off is a killed Lambda: whatever it has
 * called has happened, it hears nothing any more, and nothing else of it happens.
 */
import type { Ports } from '../../src/ports.ts';

export interface Call {
  /** From 1, in the order in which the pass made its calls, which is the order in which they took effect. */
  readonly number: number;
  /** E.g. `records.change`. */
  readonly name: string;
  readonly args: readonly unknown[];
}

export type Treatment =
  | 'through'
  /** The pass dies before the call has any effect. */
  | 'cutBefore'
  /** The call takes effect, then the pass dies. */
  | 'cutAfter'
  /** This call never arrives and never answers; what the pass does beside it still happens. */
  | 'lost'
  /** Fails, and had no effect. */
  | 'error'
  /** Fails, and had its effect. */
  | 'answerLost'
  /** A bulk write gets half-way when the pass dies. */
  | 'cutHalfWay'
  /** Waits until then: frozen and thawed. */
  | Promise<unknown>
  /** Anything else; `act` is the call itself. */
  | { readonly instead: (act: Method) => Promise<unknown> };

type Method = (...args: unknown[]) => Promise<unknown>;

export type Treat = (call: Call) => Treatment;

const NEVER = new Promise<never>(() => {});

export class CallSeam {
  readonly calls: Call[] = [];
  readonly ports: Ports;
  readonly #treat: Treat;
  #alive = true;

  /** For one pass. */
  constructor(ports: Ports, treat: Treat = () => 'through') {
    this.#treat = treat;
    const entries = Object.entries(ports).map(([port, methods]) => [
      port,
      port === 'clock' ? methods : this.#wrap(port, methods),
    ]);
    this.ports = Object.fromEntries(entries) as Ports;
  }

  get wasCut(): boolean {
    return !this.#alive;
  }

  /** Kills the pass where it is. */
  kill(): void {
    this.#alive = false;
  }

  #wrap<Port extends object>(port: string, methods: Port): Port {
    return new Proxy(methods, {
      get:
        (target, method: string) =>
        (...args: unknown[]) =>
          this.#call(`${port}.${method}`, target[method as keyof Port] as Method, args),
    });
  }

  async #call(name: string, act: Method, args: readonly unknown[]): Promise<unknown> {
    if (!this.#alive) return NEVER;
    const call = { number: this.calls.length + 1, name, args };
    this.calls.push(call);
    const treatment = this.#treat(call);
    if (treatment instanceof Promise) await treatment;
    if (!this.#alive) return NEVER;
    const answer = await this.#carryOut(call, act, treatment);
    return this.#alive ? answer : NEVER;
  }

  #carryOut({ name, args }: Call, act: Method, treatment: Treatment): Promise<unknown> {
    if (treatment instanceof Promise) return act(...args);
    if (typeof treatment === 'object') return treatment.instead(act);
    if (treatment === 'lost') return NEVER;
    if (treatment === 'error') return Promise.reject(new Error(`${name} failed`));
    if (treatment === 'cutBefore') this.kill();
    if (!this.#alive) return NEVER;
    const done = act(...(treatment === 'cutHalfWay' ? args.map(firstHalf) : args));
    if (treatment === 'cutAfter' || treatment === 'cutHalfWay') this.kill();
    if (treatment !== 'answerLost') return done;
    return done.then(() => Promise.reject(new Error(`the answer of ${name} was lost`)));
  }
}

function firstHalf(bulk: unknown): unknown {
  if (bulk instanceof Map) return new Map([...bulk].slice(0, Math.floor(bulk.size / 2)));
  return Array.isArray(bulk) ? bulk.slice(0, Math.floor(bulk.length / 2)) : bulk;
}

/** The first call of that name is treated so, and every other one goes through. */
export function treatFirst(name: string, treatment: Treatment): Treat {
  let met = false;
  return (call) => {
    if (met || call.name !== name) return 'through';
    met = true;
    return treatment;
  };
}

/** Every call of that name is treated so. */
export function treatEach(name: string, treatment: Treatment): Treat {
  return (call) => (call.name === name ? treatment : 'through');
}

export interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

export function aGate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
