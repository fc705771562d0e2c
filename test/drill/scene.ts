/** A drill in a simulated account, with its passes each minute, and whatever is to happen meanwhile. */
import type { Entry } from '../../src/core/entry.ts';
import type { Service } from '../../src/core/service.ts';
import { Drill, type DrillOptions, type DrillResult } from '../../src/drill/drill.ts';
import type { DrillTeller } from '../../src/drill/teller.ts';
import { watchedAccount } from '../../src/drill/watched-account.ts';
import { aService } from '../builders/configuration.ts';
import { aWorldWith, MINUTE, type Scene, SECOND } from '../reconcile/scene.ts';

export interface Drilled {
  readonly result: DrillResult;
  readonly scene: Scene;
  readonly service: Service;
  readonly told: readonly string[];
  readonly entries: readonly Entry[];
  readonly commands: readonly string[];
}

export interface Drilling {
  readonly service?: Partial<Service>;
  readonly options?: Partial<DrillOptions>;
  /** Before the drill begins. */
  readonly before?: (scene: Scene) => Promise<void> | void;
  /** After each look, with the minutes since the drill began; a minute comes at least once. */
  readonly meanwhile?: (scene: Scene, minutes: number, stop: () => void) => Promise<void> | void;
}

export async function drilled(drilling: Drilling = {}): Promise<Drilled> {
  const service = aService(drilling.service);
  const scene = await aWorldWith([service]);
  await drilling.before?.(scene);
  const [told, entries, commands]: [string[], Entry[], string[]] = [[], [], []];
  const stop = new AbortController();
  const startMs = scene.world.nowMs;
  let tickMs = startMs + MINUTE;
  const account = watchedAccount(service, scene.world.ports(), {
    pause: async (ms) => {
      scene.advance(ms);
      if (scene.world.nowMs >= tickMs) {
        tickMs += MINUTE;
        await scene.pass();
      }
      const minutes = Math.floor((scene.world.nowMs - startMs) / MINUTE);
      await drilling.meanwhile?.(scene, minutes, () => stop.abort());
    },
    command: async (kind) => {
      commands.push(kind);
      const answer = await scene.command(kind);
      return { outcome: answer?.outcome ?? 'failed', text: answer?.because ?? 'no answer' };
    },
  });
  const teller: DrillTeller = {
    asked: (_, what) => told.push(`asked ${what}`),
    saw: (_, expected) => told.push(`saw ${expected}`),
    missed: (_, expected, lastSeen) => told.push(`missed ${expected}: ${lastSeen}`),
    wrote: (_, entry) => entries.push(entry),
    blind: (_, why) => told.push(`blind: ${why}`),
  };
  const options = { stayMs: 0, everyMs: 5 * SECOND, ...drilling.options };
  const drill = new Drill(service, account, teller, options, stop.signal);
  return { result: await drill.play(), scene, service, told, entries, commands };
}
