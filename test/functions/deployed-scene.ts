/** The functions over a simulated account, as the handlers have them over a real one. */
import type { LogLine } from '../../src/functions/pass-report.ts';
import type { Deployed } from '../../src/functions/run-pass.ts';
import { reconcile } from '../../src/reconcile/reconcile.ts';
import { aWorldWith, type Scene } from '../reconcile/scene.ts';

export interface DeployedScene {
  readonly scene: Scene;
  readonly deployed: Deployed;
  /** What the functions have logged by themselves, beside what a pass logs. */
  readonly log: readonly LogLine[];
}

export async function aDeployedScene(): Promise<DeployedScene> {
  const scene = await aWorldWith();
  const { configuration, world } = scene;
  const runPass: Deployed['runPass'] = (command) =>
    reconcile(configuration, world.ports(), command);
  const log: LogLine[] = [];
  const deployed = { configuration, runPass, log: (line: LogLine) => log.push(line) };
  return { scene, deployed, log };
}
