/** The functions over a simulated account, as the handlers have them over a real one. */
import type { Deployed } from '../../src/functions/run-pass.ts';
import { reconcile } from '../../src/reconcile/reconcile.ts';
import { aWorldWith, type Scene } from '../reconcile/scene.ts';

export interface DeployedScene {
  readonly scene: Scene;
  readonly deployed: Deployed;
}

export async function aDeployedScene(): Promise<DeployedScene> {
  const scene = await aWorldWith();
  const { configuration, world } = scene;
  const runPass: Deployed['runPass'] = (command) =>
    reconcile(configuration, world.ports(), command);
  return { scene, deployed: { configuration, runPass } };
}
