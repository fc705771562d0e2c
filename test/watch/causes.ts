/** What can go wrong with an account and with the functions in it, and how it ends again. */
import type { Ailments, WatchedScene } from './watched-scene.ts';

type Act = (watched: WatchedScene) => Promise<unknown> | unknown;

export interface Cause {
  readonly begin: Act;
  readonly end: Act;
}

export function ailing(
  ailments: Ailments,
  everyMinute: (watched: WatchedScene) => Promise<void> | void = () => {},
): Cause {
  return {
    begin: (watched) => {
      watched.ailments = ailments;
      watched.everyMinute = () => everyMinute(watched);
    },
    end: (watched) => {
      watched.ailments = {};
      watched.everyMinute = () => {};
    },
  };
}

export function broken(what: 'stateStore' | 'cloudWatchHome' | 'route53Control'): Cause {
  return {
    begin: ({ scene }) => scene.world.setFault(what, 'error'),
    end: ({ scene }) => scene.world.setFault(what, undefined),
  };
}

export function wokenInVain(): Cause {
  return {
    begin: ({ scene, queue, nowMs }) => {
      scene.world.setFault('stateStore', 'error');
      queue.send(nowMs);
    },
    end: ({ scene, queue }) => {
      scene.world.setFault('stateStore', undefined);
      queue.purge();
    },
  };
}

/** Somebody edits the stored item, or mends it again. */
export async function spoilState(scene: WatchedScene['scene'], phase: string): Promise<void> {
  const state = await scene.state();
  const item = { ...state, phase, version: state.version + 1 };
  await scene.world
    .ports()
    .stateStore.save(new Map([[state.service, { item, expectedVersion: state.version }]]));
}
