/** The deployed functions: the very bundles, each in processes of its own, with the environment that the stack gives it. */
import type { Configuration } from '../../core/service.ts';
import { FUNCTIONS, type FunctionId, functionName } from '../../infrastructure/functions.ts';
import { localArn } from '../account.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Invocation } from './invocation.ts';
import { type FinishedInvocation, LocalFunction } from './local-function.ts';
import { LAMBDA } from './template-settings.ts';

interface LambdaNeeds {
  readonly configuration: Configuration;
  readonly clock: VirtualClock;
  /** Path of a function's bundle. */
  readonly bundleOf: (id: FunctionId) => string;
}

const KEPT_LOG_LINES = 2_000;
const KEPT_INVOCATIONS = 2_000;

export class LocalLambda {
  /** The last ones, oldest first. */
  readonly finished: FinishedInvocation[] = [];
  readonly #needs: LambdaNeeds;
  readonly #log: string[] = [];
  #byId: ReadonlyMap<FunctionId, LocalFunction> = new Map();

  constructor(needs: LambdaNeeds) {
    this.#needs = needs;
  }

  /** Makes the functions, each with one warm process. `environment` is what the stack and Lambda give all of them. */
  async deploy(environment: Readonly<Record<string, string>>): Promise<void> {
    const { configuration, clock, bundleOf } = this.#needs;
    const made = FUNCTIONS.map((id) => {
      const name = functionName(configuration.stackName, id);
      const settings = {
        name,
        arn: localArn('lambda', configuration.homeRegion, `function:${name}`),
        bundle: bundleOf(id),
        ...LAMBDA,
        environment: {
          ...environment,
          AWS_ACCESS_KEY_ID: name,
          AWS_SECRET_ACCESS_KEY: 'local',
          AWS_SESSION_TOKEN: 'local',
          AWS_LAMBDA_FUNCTION_NAME: name,
        },
      };
      const keep = (line: string) => this.#keepLine(`${name} ${line}`);
      return [
        id,
        new LocalFunction(settings, clock, keep, (one) => this.#keepInvocation(one)),
      ] as const;
    });
    this.#byId = new Map(made);
    await Promise.all(made.map(([, one]) => one.warmUp()));
  }

  functions() {
    return [...this.#byId.values()].map(({ settings }) => ({
      ...settings,
      handler: 'dist/index.handler',
    }));
  }

  async invoke(name: string, payload: string): Promise<Invocation | 'no-such-function'> {
    return (await this.#named(name)?.invoke(payload)) ?? 'no-such-function';
  }

  /** Answers whether there is such a function. */
  invokeAsync(name: string, payload: string): boolean {
    const found = this.#named(name);
    void found?.invoke(payload);
    return found !== undefined;
  }

  async run(id: FunctionId, payload: string): Promise<Invocation> {
    return this.#deployed(id).invoke(payload);
  }

  /**
   * Kills the run that makes the function's `calls`th call to AWS from now; the call itself still takes effect. Resolves
   * when that has happened.
   */
  killAtCall(id: FunctionId, calls: number): Promise<void> {
    return this.#deployed(id).killAtCall(calls);
  }

  /** A call to AWS, told by its access key: each function has its own, as roles have. */
  called(accessKeyId: string): void {
    this.#named(accessKeyId)?.called();
  }

  /** Kills what one function, or every one, is doing; answers whether anything ran. */
  kill(id?: FunctionId): boolean {
    const killed = [...this.#byId].filter(([one]) => id === undefined || one === id);
    return killed.map(([, one]) => one.kill()).some((ran) => ran);
  }

  /** Newest last. */
  log(): readonly string[] {
    return this.#log;
  }

  close(): void {
    for (const one of this.#byId.values()) one.close();
  }

  #deployed(id: FunctionId): LocalFunction {
    const found = this.#byId.get(id);
    if (found === undefined) throw new Error(`There is no function ${id}.`);
    return found;
  }

  #named(name: string): LocalFunction | undefined {
    return [...this.#byId.values()].find(({ settings }) => settings.name === name);
  }

  #keepInvocation(one: FinishedInvocation): void {
    this.finished.push(one);
    if (this.finished.length > KEPT_INVOCATIONS) this.finished.shift();
  }

  #keepLine(line: string): void {
    this.#log.push(line);
    if (this.#log.length > KEPT_LOG_LINES) this.#log.shift();
  }
}
