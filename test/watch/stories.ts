/** For every alarm on Switchback itself, what must raise it, when, and what ends it. */
import type { Service } from '../../src/core/service.ts';
import { aFailbackPolicy, aService } from '../builders/configuration.ts';
import { MINUTE } from '../reconcile/scene.ts';
import { ailing, broken, type Cause, spoilState, wokenInVain } from './causes.ts';

export interface Story extends Cause {
  readonly alarm: string;
  readonly when: string;
  readonly services?: readonly Service[];
  /** Minutes from its beginning until the alarm. */
  readonly raisedAfter: readonly [atLeast: number, atMost: number];
  /** Minutes from its end until the alarm is over. */
  readonly overWithin: number;
}

const DAY_MINUTES = 24 * 60;

export const STORIES: readonly Story[] = [
  {
    alarm: 'heartbeat',
    when: 'nothing runs a pass any more',
    ...ailing({ noSchedule: true }),
    raisedAfter: [5, 5],
    overWithin: 1,
  },
  {
    alarm: 'home-silent',
    when: 'no sign of life comes from the home Region any more',
    ...ailing({ noSchedule: true }),
    raisedAfter: [6, 8],
    overWithin: 1,
  },
  {
    alarm: 'pass-faults',
    when: 'hold switches cannot be published',
    ...broken('cloudWatchHome'),
    raisedAfter: [5, 5],
    overWithin: 1,
  },
  {
    alarm: 'unreadable',
    when: 'the item of one of two services cannot be read as a state',
    services: [aService(), aService({ id: 'api', names: ['api.example.com'] })],
    begin: ({ scene }) => spoilState(scene, 'Nowhere'),
    end: ({ scene }) => spoilState(scene, 'OnPrimary'),
    raisedAfter: [5, 5],
    overWithin: 1,
  },
  {
    alarm: 'unreadable',
    when: 'records cannot be listed',
    ...broken('route53Control'),
    raisedAfter: [5, 5],
    overWithin: 1,
  },
  {
    alarm: 'untold',
    when: 'the primary fails and no message goes out',
    begin: ({ scene }) => {
      scene.world.setFault('notifier', 'error');
      scene.breakPrimary();
    },
    end: ({ scene }) => scene.world.setFault('notifier', undefined),
    raisedAfter: [7, 9],
    overWithin: 2,
  },
  {
    alarm: 'records-wrong',
    when: 'somebody changes the weights',
    begin: ({ scene }) => scene.editWeights({ primary: 50, secondary: 50 }),
    end: (watched) => watched.ask('operate', { command: 'acknowledge', service: 'shop' }),
    raisedAfter: [16, 18],
    overWithin: 1,
  },
  {
    alarm: 'records-wrong',
    when: 'Route 53 takes no change while users are to be held',
    begin: ({ scene }) => {
      scene.world.setFault('route53Control', 'error');
      scene.breakPrimary();
    },
    end: ({ scene }) => scene.world.setFault('route53Control', undefined),
    raisedAfter: [16, 19],
    overWithin: 4,
  },
  {
    alarm: 'switch-wrong',
    when: 'the hold switch does not reach DNS',
    services: [aService({ routing: 'failover', failback: aFailbackPolicy({ stages: [100] }) })],
    begin: ({ scene }) => {
      scene.world.setFault('cloudWatchHome', 'error');
      scene.breakPrimary();
    },
    end: ({ scene }) => scene.world.setFault('cloudWatchHome', undefined),
    raisedAfter: [10, 13],
    overWithin: 5,
  },
  {
    alarm: 'stage-overdue',
    when: 'nobody approves the next stage',
    services: [aService({ failback: aFailbackPolicy({ approval: 'each-stage' }) })],
    begin: async (watched) => {
      await watched.scene.readyToReturn();
      await watched.ask('failback', { service: 'shop', reason: 'the primary is well' });
    },
    end: (watched) => watched.ask('failback', { command: 'approve', service: 'shop' }),
    raisedAfter: [39, 41],
    overWithin: 2,
  },
  {
    alarm: 'long-incident',
    when: 'users stay on the secondary for a day',
    begin: ({ scene }) => scene.breakPrimary(),
    end: async (watched) => {
      watched.scene.mendPrimary();
      await watched.minutes(15);
      await watched.ask('failback', { service: 'shop', reason: 'the primary is well' });
    },
    raisedAfter: [DAY_MINUTES, DAY_MINUTES + 3],
    overWithin: 40,
  },
  {
    alarm: 'long-pause',
    when: 'a pause is forgotten',
    begin: (watched) =>
      watched.ask('operate', {
        command: 'pause',
        service: 'shop',
        who: 'operator',
        reason: 'maintenance',
        forMs: 3 * DAY_MINUTES * MINUTE,
      }),
    end: (watched) => watched.ask('operate', { command: 'resume', service: 'shop' }),
    raisedAfter: [DAY_MINUTES - 60, DAY_MINUTES],
    overWithin: 1,
  },
  {
    alarm: 'tick-errors',
    when: 'no state can be read',
    ...broken('stateStore'),
    raisedAfter: [1, 1],
    overWithin: 1,
  },
  {
    alarm: 'alarm-errors',
    when: 'a pass throws what nobody thought of',
    ...ailing({ bug: true }, ({ queue, nowMs }) => queue.send(nowMs)),
    raisedAfter: [1, 1],
    overWithin: 4,
  },
  {
    alarm: 'failback-errors',
    when: 'a pass throws what nobody thought of while a person aborts',
    ...ailing({ bug: true }, (watched) =>
      watched.ask('failback', { command: 'abort', service: 'shop' }),
    ),
    raisedAfter: [1, 1],
    overWithin: 1,
  },
  {
    alarm: 'operate-errors',
    when: 'a pass throws what nobody thought of while a person asks for the status',
    ...ailing({ bug: true }, (watched) => watched.ask('operate', { command: 'status' })),
    raisedAfter: [1, 1],
    overWithin: 1,
  },
  {
    alarm: 'tick-throttles',
    when: 'the concurrency of the account is used up',
    ...ailing({ throttled: true }),
    raisedAfter: [3, 3],
    overWithin: 1,
  },
  {
    alarm: 'alarm-throttles',
    when: 'the concurrency of the account is used up while alarms come',
    ...ailing({ throttled: true }, ({ queue, nowMs }) => queue.send(nowMs)),
    raisedAfter: [3, 3],
    overWithin: 1,
  },
  {
    alarm: 'tick-duration',
    when: 'calls hang until they are given up',
    ...ailing({ durationMs: 25_000 }),
    raisedAfter: [3, 3],
    overWithin: 1,
  },
  {
    alarm: 'wake-age',
    when: 'an alarm event is given back again and again',
    ...wokenInVain(),
    raisedAfter: [5, 6],
    overWithin: 3,
  },
  {
    alarm: 'dead-letters',
    when: 'an alarm event was given back three times',
    ...wokenInVain(),
    raisedAfter: [10, 11],
    overWithin: 1,
  },
  {
    alarm: 'ears-dead-letters',
    when: 'an alarm event does not reach the home Region',
    begin: (watched) => {
      watched.everyMinute = () => watched.desk.record('ears-dead-letters', watched.nowMs, 1);
    },
    end: (watched) => {
      watched.everyMinute = () => {};
    },
    raisedAfter: [1, 1],
    overWithin: 1,
  },
];
