/** From an alarm's event to the function `alarm`: home's rule, the queue behind it, and Lambda's poller. */
import type { WholeTemplate } from '../../infrastructure/template.ts';
import { LocalBus } from '../local-bus.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { EventSource } from './event-source.ts';
import type { LocalLambda } from './local-lambda.ts';
import { Queue } from './queue.ts';
import { eventSourceSettings, queueSettings } from './template-settings.ts';

export interface WakePath {
  readonly bus: LocalBus;
  readonly queue: Queue;
}

export function wakePath(
  home: WholeTemplate,
  region: string,
  clock: VirtualClock,
  lambda: LocalLambda,
): WakePath {
  const queue: Queue = new Queue(queueSettings(home, region), clock, () => source.wake());
  const source = new EventSource(eventSourceSettings(home, region), clock, queue, (payload) =>
    lambda.run('alarm', payload),
  );
  return { queue, bus: new LocalBus(home, region, (body) => queue.send(body)) };
}
