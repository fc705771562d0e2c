/** People with the console of the functions: sensible most of the time, two at once, late, twice, and wrong. */
import type { CommandKind } from '../src/core/command.ts';
import type { Phase } from '../src/core/state.ts';
import type { CommandReply } from '../src/functions/command-function.ts';
import type { Ground } from './ground.ts';
import { judgeReply } from './invariants/commands.ts';
import type { Invocations } from './invocations.ts';
import { pick, weighted } from './streams.ts';
import { recurring } from './weather.ts';

export interface Payload {
  readonly id: string;
  readonly command: CommandKind;
  readonly service: string;
  readonly who: string;
  readonly reason?: string;
  readonly forMs?: number;
  readonly issuedAtMs?: number;
  readonly incident?: string;
}

const SENSIBLE: Readonly<Record<Phase, readonly (readonly [number, CommandKind])[]>> = {
  OnPrimary: [
    [6, 'failover'],
    [2, 'pause'],
    [2, 'resume'],
    [2, 'acknowledge'],
  ],
  OnSecondary: [
    [8, 'failback'],
    [2, 'acknowledge'],
    [1, 'pause'],
    [2, 'resume'],
  ],
  Returning: [
    [4, 'approve'],
    [3, 'abort'],
    [1, 'failback'],
    [1, 'pause'],
    [2, 'resume'],
  ],
};
const ANY: readonly CommandKind[] = [
  'failover',
  'failback',
  'approve',
  'abort',
  'pause',
  'resume',
  'acknowledge',
];
const FAILBACK: ReadonlySet<CommandKind> = new Set(['failback', 'approve', 'abort']);
const REASONS = [
  'because',
  'x'.repeat(900),
  '<!channel> {{jndi:x}}',
  '=HYPERLINK("x")',
  '\u001b[31m\u202eevil',
];

export class Operators {
  readonly #ground: Ground;
  readonly #invocations: Invocations;
  readonly #sent: Payload[] = [];
  #commands = 0;

  constructor(ground: Ground, invocations: Invocations) {
    this.#ground = ground;
    this.#invocations = invocations;
    recurring(ground, 'operators', ground.swarm.gapsMs.operators, () => this.#act());
  }

  /** As a sensible person asks; for the calm. */
  ask(command: CommandKind, service: string): Promise<CommandReply | undefined> {
    this.#commands += 1;
    const id = `calm-${this.#commands}`;
    return this.#send({ id, command, service, who: 'operator', reason: 'calm' });
  }

  /** Of whoever has just set the weights of a service by hand. */
  adopt(service: string): Promise<CommandReply | undefined> {
    this.#commands += 1;
    const id = `adopt-${this.#commands}`;
    return this.#send({ id, command: 'acknowledge', service, who: 'operator', reason: 'mine' });
  }

  #act(): void {
    const chance = this.#ground.streams.of('operators');
    const people = chance.share() < 0.2 ? 2 : 1;
    if (people === 2) this.#ground.inject('two operators at once');
    for (let one = 0; one < people; one += 1) void this.#send(this.#draw());
  }

  #draw(): Payload {
    const { streams, services, truth, nowMs } = this.#ground;
    const chance = streams.of('commands');
    const earlier = this.#sent.at(-1);
    const odd = chance.share();
    if (earlier !== undefined && odd < 0.08) {
      this.#ground.inject('same command again');
      return earlier;
    }
    const service = pick(chance, services).id;
    const { phase } = truth.of(service).state ?? { phase: 'OnPrimary' };
    const command = chance.share() < 0.85 ? weighted(chance, SENSIBLE[phase]) : pick(chance, ANY);
    this.#commands += 1;
    const forAll = ['pause', 'resume', 'acknowledge'].includes(command) && chance.share() < 0.2;
    const incident = truth.of(service).state?.incident?.id;
    return {
      id: earlier !== undefined && odd < 0.13 ? this.#reused(earlier) : `c${this.#commands}`,
      command,
      service: forAll ? '*' : service,
      who: `operator-${chance.whole({ min: 1, max: 3 })}`,
      reason: pick(chance, REASONS),
      ...(command === 'pause' && { forMs: chance.whole({ min: 60_000, max: 3 * 3_600_000 }) }),
      ...(chance.share() < 0.1 && { issuedAtMs: nowMs - chance.whole({ min: 0, max: 1_800_000 }) }),
      ...(!forAll && incident !== undefined && chance.share() < 0.1 && { incident }),
    };
  }

  #reused({ id }: Payload): string {
    this.#ground.inject('same id for another command');
    return id;
  }

  async #send(payload: Payload): Promise<CommandReply | undefined> {
    const ground = this.#ground;
    const sentAtMs = ground.nowMs;
    this.#sent.push(payload);
    const { command, service, id } = payload;
    ground.count(`command ${command}`);
    ground.trail.note('operator', `${command} ${service} as ${id}`);
    const reply = await this.#invocations.command(
      payload,
      `r${this.#sent.length}`,
      FAILBACK.has(command),
    );
    judgeReply(ground, payload, sentAtMs, reply);
    ground.trail.note('answer', `${id}: ${reply === undefined ? 'none' : outcomes(reply)}`);
    if (!ground.calm && (reply === undefined || reply.outcome === 'failed'))
      this.#askAgain(payload);
    return reply;
  }

  /** Nobody knows whether it was done: the same id makes asking again safe. */
  #askAgain(payload: Payload): void {
    if (this.#sent.filter(({ id }) => id === payload.id).length > 3) return;
    this.#ground.after(20_000, () => {
      this.#ground.reach('command asked again after no answer');
      void this.#send(payload);
    });
  }
}

function outcomes({ outcome, answers }: CommandReply): string {
  const all = Object.entries(answers).map(([id, one]) => `${id} ${one.outcome} ${one.because}`);
  return all.length === 0 ? outcome : all.join(', ');
}
