/** A simulated account with its functions, and a desk of alarms that sees what they count, minute by minute. */
import type { Command } from '../../src/core/command.ts';
import type { Service } from '../../src/core/service.ts';
import { alarmFunction } from '../../src/functions/alarm-function.ts';
import { commandFunction } from '../../src/functions/command-function.ts';
import { operateFunction } from '../../src/functions/operate-function.ts';
import type { Deployed } from '../../src/functions/run-pass.ts';
import { tickFunction } from '../../src/functions/tick-function.ts';
import { watchMetrics } from '../../src/functions/watch-metrics.ts';
import { type Pass, reconcile } from '../../src/reconcile/reconcile.ts';
import { aWorldWith, MINUTE, type Scene, SECOND } from '../reconcile/scene.ts';
import { AlarmDesk } from './alarm-desk.ts';
import { WakeQueue } from './wake-queue.ts';

/** What may be wrong with the functions themselves. */
export interface Ailments {
  /** Nothing runs tick. */
  readonly noSchedule?: boolean;
  /** Lambda refuses to run tick and alarm. */
  readonly throttled?: boolean;
  readonly durationMs?: number;
  /** A pass throws what nobody thought of. */
  readonly bug?: boolean;
}

const USUAL_DURATION_MS = 900;
const FAILBACK_COMMANDS = ['failback', 'approve', 'abort'] as const;

export async function aWatchedScene(services?: readonly Service[]): Promise<WatchedScene> {
  return new WatchedScene(await aWorldWith(services));
}

export class WatchedScene {
  readonly scene: Scene;
  readonly desk: AlarmDesk;
  readonly queue = new WakeQueue();
  ailments: Ailments = {};
  /** Happens in every minute, before alarms are evaluated. */
  everyMinute: () => Promise<void> | void = () => {};

  constructor(scene: Scene) {
    this.scene = scene;
    this.desk = new AlarmDesk(scene.configuration);
  }

  get nowMs(): number {
    return this.scene.world.nowMs;
  }

  /** Minutes until an alarm is raised, or is over; fails when that does not come. */
  async until(suffix: string, state: 'raised' | 'over', mostMinutes = 60): Promise<number> {
    for (let minute = 1; minute <= mostMinutes; minute += 1) {
      await this.minutes(1);
      if (this.desk.inAlarm().includes(suffix) === (state === 'raised')) return minute;
    }
    throw new Error(`${suffix} is not ${state} after ${mostMinutes} minutes`);
  }

  /** Every alarm that was raised in these minutes. */
  async minutes(count: number): Promise<ReadonlySet<string>> {
    const raised = new Set<string>();
    for (let minute = 0; minute < count; minute += 1) {
      this.scene.advance(MINUTE);
      if (!this.ailments.noSchedule)
        await this.#run('tick', () => tickFunction(this.#deployed())());
      await this.everyMinute();
      await this.#serveQueue();
      this.#seeFromFar();
      this.desk.evaluate(this.nowMs);
      for (const suffix of this.desk.inAlarm()) raised.add(suffix);
    }
    return raised;
  }

  /** As a person does it, with what the function's failure leaves behind. */
  async ask(name: 'failback' | 'operate', payload: unknown): Promise<void> {
    const act =
      name === 'operate'
        ? operateFunction(this.#deployed())
        : commandFunction(this.#deployed(), FAILBACK_COMMANDS);
    await this.#run(name, () => act(payload, `${name}-${this.nowMs}`, this.nowMs));
  }

  #deployed(): Deployed {
    const { configuration, world } = this.scene;
    const runPass = async (command: Command | null): Promise<Pass> => {
      if (this.ailments.bug) throw new Error('a fault of ours');
      const pass = await reconcile(configuration, world.ports(), command);
      this.desk.recordPass(this.nowMs, watchMetrics(configuration, pass));
      return pass;
    };
    return { configuration, runPass, log: () => {} };
  }

  async #run<T>(
    name: 'tick' | 'alarm' | 'failback' | 'operate',
    run: () => Promise<T>,
  ): Promise<T | undefined> {
    const unattended = name === 'tick' || name === 'alarm';
    if (unattended && this.ailments.throttled) {
      this.desk.record(`${name}-throttles`, this.nowMs, 1);
      return undefined;
    }
    if (name === 'tick') {
      this.desk.record('tick-duration', this.nowMs, this.ailments.durationMs ?? USUAL_DURATION_MS);
    }
    try {
      const result = await run();
      this.desk.record(`${name}-errors`, this.nowMs, 0);
      return result;
    } catch {
      this.desk.record(`${name}-errors`, this.nowMs, 1);
      return undefined;
    }
  }

  async #serveQueue(): Promise<void> {
    const { ageMs, dead } = await this.queue.serve(this.nowMs, (event) =>
      this.#run('alarm', () => alarmFunction(this.#deployed())(event)),
    );
    this.desk.record('wake-age', this.nowMs, ageMs / SECOND);
    this.desk.record('dead-letters', this.nowMs, dead);
  }

  /** The check that follows the heartbeat, whose status is a metric in us-east-1. */
  #seeFromFar(): void {
    const status = this.desk.healthOf('heartbeat', this.nowMs);
    this.desk.record('home-silent', this.nowMs, status === 'healthy' ? 1 : 0);
  }
}
