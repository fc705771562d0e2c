/** The functions as they are deployed: bundled with their configuration, each in a process of its own. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Configuration } from '../../src/core/service.ts';
import { bundleFunctions, bundlePath } from '../../src/deployment/bundle.ts';
import type { FunctionId } from '../../src/infrastructure/functions.ts';
import type { Outcome } from './runtime.ts';

const RUNTIME = resolve('test/doors/runtime.ts');

export class Bundles {
  readonly #dir: string;

  private constructor(dir: string) {
    this.#dir = dir;
  }

  static async of(configuration: Configuration): Promise<Bundles> {
    const dir = mkdtempSync(join(tmpdir(), 'switchback-doors-'));
    symlinkSync(resolve('handlers'), join(dir, 'handlers'));
    await bundleFunctions(dir, configuration);
    return new Bundles(dir);
  }

  start(id: FunctionId, environment: Readonly<Record<string, string>>): DeployedFunction {
    return new DeployedFunction(join(this.#dir, bundlePath(id)), environment);
  }

  remove(): void {
    rmSync(this.#dir, { recursive: true });
  }
}

export class DeployedFunction {
  readonly #process: ChildProcess;
  #written = '';

  constructor(bundle: string, env: Readonly<Record<string, string>>) {
    this.#process = fork(RUNTIME, [bundle], { execArgv: [], silent: true, env });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#written += text;
      });
    }
  }

  /** The next answer of the function; one invocation at a time. */
  async invoke(event: unknown, nowMs: number): Promise<Outcome> {
    const answered = once(this.#process, 'message');
    this.#process.send({ event, nowMs });
    const [outcome] = await answered;
    return outcome as Outcome;
  }

  /** Everything that its log holds: both streams, as Lambda keeps them. */
  async stop(): Promise<string> {
    const streams = [this.#process.stdout, this.#process.stderr];
    const ended = streams.map((stream) => stream && once(stream, 'end'));
    this.#process.disconnect();
    await Promise.all(ended);
    return this.#written;
  }
}
