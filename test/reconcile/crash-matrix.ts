/** Stories of one service, and their replays with one pass cut off at one of its calls. */
import type { CommandKind } from '../../src/core/command.ts';
import type { Entry } from '../../src/core/entry.ts';
import type { Service } from '../../src/core/service.ts';
import type { Call, Treat, Treatment } from './call-seam.ts';
import { aWorldWith, MINUTE, type Scene } from './scene.ts';

export type Move =
  | { readonly kind: 'tick' }
  /** Minutes without a pass. */
  | { readonly kind: 'skip'; readonly minutes: number }
  | { readonly kind: 'happening'; readonly happen: (scene: Scene) => void }
  /** In the next minute, and with the same id again if the pass was cut off. */
  | { readonly kind: 'command'; readonly command: CommandKind };

export interface Story {
  readonly name: string;
  readonly service: Service;
  readonly moves: readonly Move[];
}

export type Cut = Extract<Treatment, 'cutBefore' | 'cutAfter' | 'lost'>;
export const CUTS: readonly Cut[] = ['cutBefore', 'cutAfter', 'lost'];

export interface CutPoint {
  readonly pass: number;
  readonly call: number;
  readonly cut: Cut;
}

/** One pass of the story as it goes when nothing is cut off. */
export interface PassRecord {
  readonly calls: readonly string[];
  /** Entries that the pass brought to the time-line; empty also when it only noted something. */
  readonly actions: readonly string[];
}

export interface Told {
  readonly passes: readonly PassRecord[];
  readonly end: Ending;
}

/** What must be the same whatever was cut off. Times, versions and generations may differ. */
export interface Ending {
  readonly standing: unknown;
  readonly timeline: readonly string[];
  readonly messages: readonly string[];
  /** Faults of the telling itself: copies that differ, or more than two of them. */
  readonly wrongCopies: readonly string[];
}

export async function tellStory(story: Story, cutPoint?: CutPoint): Promise<Told> {
  const scene = await aWorldWith([story.service], { warmUp: 'sparse' });
  const player = new Player(scene, cutPoint);
  for (const move of story.moves) await player.make(move);
  return { passes: player.passes, end: await ending(scene) };
}

class Player {
  readonly passes: PassRecord[] = [];
  readonly #scene: Scene;
  readonly #cutPoint: CutPoint | undefined;
  #unanswered: ReturnType<Scene['aCommand']> | null = null;

  constructor(scene: Scene, cutPoint: CutPoint | undefined) {
    this.#scene = scene;
    this.#cutPoint = cutPoint;
  }

  async make(move: Move): Promise<void> {
    if (move.kind === 'happening') return move.happen(this.#scene);
    if (move.kind === 'skip') return this.#scene.advance(move.minutes * MINUTE);
    if (move.kind === 'command') this.#unanswered = this.#scene.aCommand(move.command);
    this.#scene.advance(MINUTE);
    await this.#pass();
  }

  async #pass(): Promise<void> {
    const calls: Call[] = [];
    const number = this.passes.length;
    const treat: Treat = (call) => {
      calls.push(call);
      const here = this.#cutPoint?.pass === number && this.#cutPoint.call === call.number;
      return here && this.#cutPoint ? this.#cutPoint.cut : 'through';
    };
    const pass = await this.#scene.pass(this.#unanswered, treat);
    if (pass !== undefined) this.#unanswered = null;
    const entries = [...(pass?.decisions.values() ?? [])].flatMap((decision) => decision.entries);
    this.passes.push({
      calls: calls.map(({ name }) => name),
      actions: entries.map(({ action }) => action),
    });
  }
}

async function ending(scene: Scene): Promise<Ending> {
  const [state, timeline] = [await scene.state(), await scene.timeline()];
  const entries = timeline.map(({ entry }) => entry as Entry);
  const copies = Map.groupBy(scene.inbox, ({ key }) => key);
  return {
    standing: {
      phase: state.phase,
      incident: state.incident && { kind: state.incident.kind, relapsed: state.incident.relapsed },
      incidents: new Set(timeline.flatMap(({ incident }) => incident ?? [])).size,
      failback: state.failback?.step ?? null,
      delayedHold: state.delayedHold,
      wanted: state.records?.weights,
      progress: state.records?.progress.status,
      weights: scene.weights(),
      fences: scene.fences().length === state.records?.generation,
      holdSwitch: state.holdSwitch.position,
      switchInDns: scene.switchInDns(),
      shares: scene.shares(),
      conditions: Object.keys(state.conditions),
      outbox: state.outbox.length,
      commands: state.commands.map(({ answer }) => answer),
    },
    timeline: entries.map(({ action, because }) => `${action} ${because}`),
    messages: [...copies.values()].map(([first]) => first?.attributes.action ?? ''),
    wrongCopies: [...copies].flatMap(([key, [first, ...others]]) =>
      others.length < 2 && others.every((other) => sameBytes(first, other)) ? [] : [key],
    ),
  };
}

function sameBytes(one: object | undefined, other: object): boolean {
  return JSON.stringify({ ...one, atMs: 0 }) === JSON.stringify({ ...other, atMs: 0 });
}

/** Every call of every pass that saves anything, and of the first that does not. */
export function cutPoints(passes: readonly PassRecord[]): readonly CutPoint[] {
  const firstQuiet = passes.findIndex((pass) => !saves(pass));
  return passes.flatMap((pass, number) =>
    saves(pass) || number === firstQuiet
      ? pass.calls.flatMap((_, at) => CUTS.map((cut) => ({ pass: number, call: at + 1, cut })))
      : [],
  );
}

export function saves({ calls }: PassRecord): boolean {
  return calls.includes('stateStore.save');
}
