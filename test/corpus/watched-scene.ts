/** The functions over a simulated account in which every effect is counted. */
import type { Command } from '../../src/core/command.ts';
import { commandFunction } from '../../src/functions/command-function.ts';
import { operateFunction } from '../../src/functions/operate-function.ts';
import type { LogLine } from '../../src/functions/pass-report.ts';
import type { Deployed } from '../../src/functions/run-pass.ts';
import type { ConditionalItem, SwitchValue } from '../../src/ports.ts';
import { type Pass, reconcile } from '../../src/reconcile/reconcile.ts';
import { type Call, CallSeam } from '../reconcile/call-seam.ts';
import { aWorldWith, type Scene, type SceneOptions } from '../reconcile/scene.ts';

export interface Effects {
  readonly passes: number;
  /** Batches sent to Route 53. */
  readonly changes: number;
  /** Services whose switch was published as on. */
  readonly switchedOn: number;
  /** States that were saved, or tried to be. */
  readonly saves: number;
  readonly messages: number;
}

export class WatchedScene {
  readonly scene: Scene;
  readonly log: LogLine[] = [];
  readonly passes: Pass[] = [];
  /** How far the function's clock is from the world's. */
  skewMs = 0;
  #calls: Call[] = [];
  #requests = 0;

  private constructor(scene: Scene) {
    this.scene = scene;
  }

  static async of(options: SceneOptions = {}): Promise<WatchedScene> {
    return new WatchedScene(await aWorldWith(undefined, { warmUp: 'sparse', ...options }));
  }

  get deployed(): Deployed {
    return {
      configuration: this.scene.configuration,
      runPass: (command) => this.#runPass(command),
      log: (line) => this.log.push(line),
    };
  }

  failback(payload: unknown) {
    const act = commandFunction(this.deployed, ['failback', 'approve', 'abort']);
    return act(payload, this.#requestId(), this.scene.world.nowMs);
  }

  operate(payload: unknown) {
    const act = operateFunction(this.deployed);
    return act(payload, this.#requestId(), this.scene.world.nowMs);
  }

  /** What has happened since it was asked last. */
  takeEffects(): Effects {
    const calls = this.#calls.splice(0);
    const passes = this.passes.splice(0).length;
    const count = (name: string) => calls.filter((call) => call.name === name).length;
    return {
      passes,
      changes: count('records.change'),
      switchedOn: argumentsOf<readonly SwitchValue[]>(calls, 'holdSwitches.publish')
        .flat()
        .filter(({ value }) => value === 1).length,
      saves: argumentsOf<ReadonlyMap<string, ConditionalItem>>(calls, 'stateStore.save')
        .flatMap((items) => [...items.keys()])
        .filter((id) => !id.startsWith('frozen#')).length,
      messages: count('notifier.publish'),
    };
  }

  #requestId(): string {
    this.#requests += 1;
    return `request-${this.#requests}`;
  }

  async #runPass(command: Command | null): Promise<Pass> {
    const { world } = this.scene;
    const clock = { nowMs: () => world.nowMs + this.skewMs };
    const seam = new CallSeam({ ...world.ports(), clock });
    const pass = await reconcile(this.scene.configuration, seam.ports, command);
    this.#calls.push(...seam.calls);
    this.passes.push(pass);
    return pass;
  }
}

function argumentsOf<T>(calls: readonly Call[], name: string): readonly T[] {
  return calls.filter((call) => call.name === name).map(({ args }) => args[0] as T);
}
