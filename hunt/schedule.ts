/** What wakes the functions: a tick a minute and batches of alarm events, missed, late, doubled and together. */
import type { AlarmEvent } from '../src/world/alarm-event.ts';
import { type Ground, HOUR_MS, MINUTE_MS } from './ground.ts';
import type { Invocations } from './invocations.ts';
import { Odds, pick } from './streams.ts';
import { lengthMs } from './swarm.ts';
import { recurring } from './weather.ts';

const BATCH_WINDOW_MS = 1000;
const DAY_MS = 24 * HOUR_MS;

export type Wakes = 'both' | 'ticks' | 'events';

export class Schedule {
  readonly #ground: Ground;
  readonly #invocations: Invocations;
  readonly #odds: Readonly<Record<'missed' | 'delayed' | 'doubled' | 'parallel', Odds | null>>;
  #nextTickMs: number;
  #batch: AlarmEvent[] = [];
  #darkUntilMs = 0;
  wakes: Wakes = 'both';
  /** Between two ticks. */
  everyMs = MINUTE_MS;

  constructor(ground: Ground, invocations: Invocations) {
    this.#ground = ground;
    this.#invocations = invocations;
    const odds = (kind: 'missed' | 'delayed' | 'doubled' | 'parallel') => {
      const rate = ground.swarm.passes[kind];
      return rate === 0 ? null : new Odds(ground.streams.of(`pass ${kind}`), rate);
    };
    this.#odds = {
      missed: odds('missed'),
      delayed: odds('delayed'),
      doubled: odds('doubled'),
      parallel: odds('parallel'),
    };
    this.#nextTickMs =
      ground.nowMs + ground.streams.of('second of the tick').whole({ min: 0, max: MINUTE_MS - 1 });
    recurring(ground, 'blackouts', ground.swarm.gapsMs.blackouts, () => this.#blackout());
    this.#plan();
  }

  /** Events that have arrived begin a batch. */
  takeEvents(): void {
    const events = this.#ground.world.takeEvents();
    if (events.length === 0) return;
    for (const { time } of events) this.#noteAge(time);
    if (this.#batch.length === 0) this.#ground.after(BATCH_WINDOW_MS, () => this.#deliver());
    this.#batch.push(...events);
  }

  #noteAge(time: string): void {
    if (this.#ground.nowMs - Date.parse(time) > DAY_MS)
      this.#ground.reach('event a day late changes nothing');
  }

  #plan(): void {
    this.#ground.agenda.at(this.#nextTickMs, () => {
      this.#nextTickMs += this.everyMs;
      this.#tick();
      this.#plan();
    });
  }

  #tick(): void {
    const { calm, nowMs, streams } = this.#ground;
    if (this.wakes === 'events') return;
    if (calm) {
      this.#invocations.tick();
      return;
    }
    const met = {
      missed: this.#odds.missed?.hit() ?? false,
      delayed: this.#odds.delayed?.hit() ?? false,
      doubled: this.#odds.doubled?.hit() ?? false,
      parallel: this.#odds.parallel?.hit() ?? false,
    };
    if (met.missed || nowMs < this.#darkUntilMs) this.#ground.count('pass missed');
    else if (met.delayed) {
      this.#ground.inject('pass delayed');
      const byMs = streams.of('delay of passes').whole({ min: 1000, max: 90_000 });
      this.#ground.after(byMs, () => this.#invocations.tick());
    } else this.#start(met.parallel, met.doubled);
  }

  #start(parallel: boolean, doubled: boolean): void {
    const { streams } = this.#ground;
    this.#invocations.tick();
    if (parallel) this.#together();
    if (doubled) {
      this.#ground.inject('pass doubled');
      const gapMs = streams.of('gap of doubles').whole({ min: 1, max: 20_000 });
      this.#ground.after(gapMs, () => this.#invocations.tick());
    }
  }

  #together(): void {
    const more = this.#ground.streams.of('parallel passes').whole({ min: 1, max: 3 });
    this.#ground.inject('passes in parallel', `${more + 1}`);
    for (let made = 0; made < more; made += 1) this.#invocations.tick();
  }

  #deliver(): void {
    const events = this.#batch;
    this.#batch = [];
    if (this.wakes === 'ticks') return;
    this.#invocations.alarm(this.#wrapped(events));
  }

  /** As the queue hands them over; now and then with what nobody should send. */
  #wrapped(events: readonly AlarmEvent[]): unknown {
    const chance = this.#ground.streams.of('hostile events');
    if (!this.#ground.calm && chance.share() < 0.05) {
      this.#ground.inject('hostile event');
      return pick<unknown>(chance, HOSTILE);
    }
    const records = events.map((event, at) => ({
      messageId: `m${at}`,
      body: JSON.stringify(event),
      eventSourceARN: 'arn:aws:sqs:us-west-2:123456789012:alarms',
    }));
    return { Records: records };
  }

  #blackout(): void {
    const forMs = lengthMs(this.#ground.streams.of('length of blackouts'), 15 * MINUTE_MS);
    this.#ground.inject('no ticks', `for ${Math.round(forMs / 1000)} s`);
    this.#darkUntilMs = this.#ground.nowMs + forMs;
  }
}

const HOSTILE: readonly unknown[] = [
  null,
  [],
  'text',
  {},
  { Records: 7 },
  { Records: [null, { messageId: 4 }, { messageId: 'a', body: '{' }] },
  { Records: [{ messageId: 'b', body: '{"source":"evil","detail":{"alarmName":"x\\n\\u202e"}}' }] },
  { Records: [{ messageId: 'c', body: '{"detail":{"state":{"value":"alarm"}}}' }] },
];
