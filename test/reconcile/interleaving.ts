/** Several passes at once, their calls in an order that a seed decides, while time goes on between the calls. */
import { setImmediate as turn } from 'node:timers/promises';
import { FUNCTION_TIMEOUT_MS } from '../../src/core/limits.ts';
import type { Chance } from '../../src/world/random.ts';
import { aGate, type Gate } from './call-seam.ts';
import type { Scene, StartedPass } from './scene.ts';

export interface InterleavingOptions {
  readonly passes: number;
  /** The most that may go by before each call. Lambda kills a pass that takes longer than its time-out. */
  readonly callMs: number;
  /** A pass more, a tick, every so often until the others are through. */
  readonly tickMs?: number;
}

export interface Interleaved {
  readonly passes: number;
  readonly killed: number;
}

interface Waiting {
  readonly gate: Gate;
  readonly startedAtMs: number;
  readonly pass: () => StartedPass;
}

export async function interleave(
  scene: Scene,
  chance: Chance,
  { passes, callMs, tickMs = Number.POSITIVE_INFINITY }: InterleavingOptions,
): Promise<Interleaved> {
  const waiting: Waiting[] = [];
  const started: StartedPass[] = [];
  const start = () => {
    const startedAtMs = scene.world.nowMs;
    const pass = scene.start(null, () => {
      const gate = aGate();
      waiting.push({ gate, startedAtMs, pass: () => pass });
      return gate.opened;
    });
    started.push(pass);
  };
  for (let made = 0; made < passes; made += 1) start();
  let nextTickMs = scene.world.nowMs + tickMs;
  for (await turn(); waiting.length > 0; await turn()) {
    const [next] = waiting.splice(chance.whole({ min: 0, max: waiting.length - 1 }), 1);
    scene.advance(chance.whole({ min: 0, max: callMs }));
    if (scene.world.nowMs >= nextTickMs) {
      nextTickMs += tickMs;
      start();
    }
    if (next === undefined) continue;
    if (scene.world.nowMs - next.startedAtMs >= FUNCTION_TIMEOUT_MS) next.pass().seam.kill();
    next.gate.open();
  }
  return {
    passes: started.length,
    killed: started.filter(({ seam }) => seam.wasCut).length,
  };
}
