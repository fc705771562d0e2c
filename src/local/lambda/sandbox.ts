/** One process of one function: cold at first, then kept for the next invocation, gone after a time-out or a crash. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { VirtualClock } from '../virtual-clock.ts';
import {
  exited,
  type Invocation,
  type InvokeMessage,
  type RuntimeMessage,
  timedOut,
} from './invocation.ts';
import { LogTail } from './log-tail.ts';

const RUNTIME = fileURLToPath(new URL('./lambda-runtime.ts', import.meta.url));
const PRELOAD = new URL('./time-preload.ts', import.meta.url).href;

/** What is deployed of one function. */
export interface FunctionSettings {
  readonly name: string;
  readonly arn: string;
  /** Path of the bundle. */
  readonly bundle: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
}

interface Running {
  readonly requestId: string;
  readonly end: (ending: Pick<Invocation, 'payload' | 'functionError'>) => void;
}

export class Sandbox {
  readonly #settings: FunctionSettings;
  readonly #clock: VirtualClock;
  readonly #process: ChildProcess;
  readonly #ready = Promise.withResolvers<void>();
  readonly #log: LogTail;
  #running: Running | undefined;
  #gone = false;

  /** `log` hears every line that the function prints. */
  constructor(settings: FunctionSettings, clock: VirtualClock, log: (line: string) => void) {
    this.#settings = settings;
    this.#clock = clock;
    this.#log = new LogTail(log);
    this.#process = fork(
      RUNTIME,
      [settings.bundle, settings.name, String(settings.memoryMb), settings.arn],
      {
        execArgv: ['--disable-warning=ExperimentalWarning', '--import', PRELOAD],
        env: settings.environment,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    this.#process.stdout?.on('data', (bytes: Buffer) => this.#log.add(bytes));
    this.#process.stderr?.on('data', (bytes: Buffer) => this.#log.add(bytes));
    this.#process.on('message', (message: RuntimeMessage) => this.#hear(message));
    this.#process.on('exit', (code, signal) => this.#exit(signal ?? `exit status ${code}`));
    // An invocation may end before anybody waits for readiness.
    this.#ready.promise.catch(() => {});
  }

  get busy(): boolean {
    return this.#running !== undefined;
  }

  /** Its process is no more, or is about to be. */
  get gone(): boolean {
    return this.#gone;
  }

  /** Resolves when the bundle is loaded; rejects when it cannot be. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  async invoke(requestId: string, payload: string): Promise<Invocation> {
    const { promise, resolve } = Promise.withResolvers<Parameters<Running['end']>[0]>();
    this.#running = { requestId, end: resolve };
    this.#log.clear();
    const end = await this.#begin(requestId, payload);
    const ending = await promise;
    end();
    this.#running = undefined;
    return { requestId, ...ending, logTail: this.#log.text() };
  }

  /** As when Lambda's host dies: nothing of what the function was about to do happens any more. */
  kill(): void {
    this.#gone = true;
    this.#process.kill('SIGKILL');
  }

  /** The time of the function counts from when it is ready, as Lambda's does. Answers what its end must do. */
  async #begin(requestId: string, payload: string): Promise<() => void> {
    try {
      await this.#ready.promise;
    } catch {
      return () => {};
    }
    const endWork = this.#clock.beginWork();
    const timeoutMs = this.#settings.timeoutSeconds * 1000;
    const deadlineMs = this.#clock.nowMs() + timeoutMs;
    const message: InvokeMessage = { requestId, payload, deadlineMs, scale: this.#clock.scale };
    // A process may die, or be killed, before it hears of this; its exit is the invocation's end then.
    this.#process.send(message, (unheard) => unheard && this.kill());
    const cancel = this.#clock.after(timeoutMs, () => {
      this.#end('Unhandled', timedOut(requestId, this.#settings.timeoutSeconds));
      this.kill();
    });
    return () => {
      cancel();
      endWork();
    };
  }

  #hear(message: RuntimeMessage): void {
    if (message.kind === 'ready') this.#ready.resolve();
    else if (message.requestId === this.#running?.requestId) {
      this.#end(message.kind === 'error' ? 'Unhandled' : undefined, message.payload);
    }
  }

  #exit(how: string): void {
    this.#gone = true;
    this.#ready.reject(new Error(`${this.#settings.name}: ${how}`));
    this.#end('Unhandled', exited(this.#running?.requestId ?? '', how));
  }

  #end(functionError: Invocation['functionError'], payload: string): void {
    this.#running?.end({ payload, ...(functionError && { functionError }) });
  }
}
