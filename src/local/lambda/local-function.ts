/** One deployed function: as many processes as run at once, each kept warm for the next invocation. */
import { randomUUID } from 'node:crypto';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Invocation } from './invocation.ts';
import { type FunctionSettings, Sandbox } from './sandbox.ts';

export interface FinishedInvocation extends Invocation {
  readonly functionName: string;
  /** Epoch milliseconds of the account. */
  readonly startedAtMs: number;
  readonly endedAtMs: number;
}

interface Doom {
  callsLeft: number;
  readonly met: () => void;
}

const REMOVED = {
  functionError: 'Unhandled',
  payload: JSON.stringify({ errorType: 'ResourceNotFound', errorMessage: 'The function is gone.' }),
  logTail: '',
} as const;

export class LocalFunction {
  readonly settings: FunctionSettings;
  readonly #clock: VirtualClock;
  readonly #log: (line: string) => void;
  readonly #finished: (invocation: FinishedInvocation) => void;
  readonly #sandboxes = new Set<Sandbox>();
  #doom: Doom | undefined;
  #isClosed = false;

  constructor(
    settings: FunctionSettings,
    clock: VirtualClock,
    log: (line: string) => void,
    finished: (invocation: FinishedInvocation) => void,
  ) {
    this.settings = settings;
    this.#clock = clock;
    this.#log = log;
    this.#finished = finished;
  }

  /** Starts one process before anybody asks. Rejects when the bundle cannot be loaded. */
  async warmUp(): Promise<void> {
    await this.#start().ready;
  }

  /** Waits for the invocation's end; it never rejects. */
  async invoke(payload: string): Promise<Invocation> {
    const requestId = randomUUID();
    if (this.#isClosed) return { requestId, ...REMOVED };
    const startedAtMs = this.#clock.nowMs();
    const sandbox = this.#idle() ?? this.#start();
    const invocation = await sandbox.invoke(requestId, payload);
    if (sandbox.gone) this.#sandboxes.delete(sandbox);
    const endedAtMs = this.#clock.nowMs();
    this.#finished({ functionName: this.settings.name, startedAtMs, endedAtMs, ...invocation });
    return invocation;
  }

  /** Kills what runs now; answers whether anything did. */
  kill(): boolean {
    const running = [...this.#sandboxes].filter(({ busy }) => busy);
    for (const sandbox of running) sandbox.kill();
    return running.length > 0;
  }

  /**
   * Kills the run that makes the function's `calls`th call to AWS from now; the call itself still takes effect. Resolves
   * then. A later doom replaces one that is not met yet.
   */
  killAtCall(calls: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#doom = { callsLeft: calls, met: resolve };
    return promise;
  }

  /** Hears of each of its calls to AWS. */
  called(): void {
    if (this.#doom === undefined) return;
    this.#doom.callsLeft -= 1;
    if (this.#doom.callsLeft > 0) return;
    const { met } = this.#doom;
    this.#doom = undefined;
    this.kill();
    met();
  }

  /** Kills everything; whoever still tries again gets an error and no new process. */
  close(): void {
    this.#isClosed = true;
    for (const sandbox of this.#sandboxes) sandbox.kill();
    this.#sandboxes.clear();
  }

  #idle(): Sandbox | undefined {
    for (const sandbox of this.#sandboxes) if (sandbox.gone) this.#sandboxes.delete(sandbox);
    return [...this.#sandboxes].find(({ busy }) => !busy);
  }

  #start(): Sandbox {
    const sandbox = new Sandbox(this.settings, this.#clock, this.#log);
    this.#sandboxes.add(sandbox);
    return sandbox;
  }
}
