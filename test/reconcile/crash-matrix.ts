/** Stories of one service, and their replays with one pass cut off at one of its calls. */
import type { Command, CommandKind } from '../../src/core/command.ts';
import type { Entry } from '../../src/core/entry.ts';
import type { Service } from '../../src/core/service.ts';
import type { Treat } from './call-seam.ts';
import { aWorldWith, MINUTE, type Scene } from './scene.ts';

export type Move =
  /** So many minutes later. */
  | { readonly kind: 'pass'; readonly afterMinutes: number }
  | { readonly kind: 'happening'; readonly happen: (scene: Scene) => void }
  /** In the next minute, and with the same id again if the pass was cut off. */
  | { readonly kind: 'command'; readonly command: CommandKind };

export interface Story {
  readonly name: string;
  readonly service: Service;
  /** How it came so far. Nothing is cut off in this part. */
  readonly before: readonly Move[];
  readonly moves: readonly Move[];
}

/** One pass of a story as it goes when nothing is cut off. */
export interface PassRecord {
  readonly calls: readonly string[];
  /** What was brought to the time-line; empty also when something was only noted in the state. */
  readonly actions: readonly string[];
}

export interface CutPoint {
  readonly pass: number;
  readonly call: number;
  readonly name: string;
  readonly cut: 'cutBefore' | 'cutAfter' | 'lost';
}

export interface Told {
  readonly passes: readonly PassRecord[];
  readonly end: Ending;
}

/** What must be the same whatever was cut off. Times, versions and generations may differ. */
export interface Ending {
  readonly standing: object;
  readonly timeline: readonly string[];
  readonly messages: readonly string[];
  /** Messages whose copies differ, or that have more than two. */
  readonly wrongCopies: readonly string[];
  /** Messages with more than one copy. */
  readonly doubled: number;
  /** Changes that were made once more because their id was lost: told by the time-line, and by nobody missed. */
  readonly repeated: number;
}

export async function tellStory(story: Story, cutPoint?: CutPoint): Promise<Told> {
  const scene = await aWorldWith([story.service], { warmUp: 'sparse' });
  const prologue = new Player(scene, undefined);
  for (const move of story.before) await prologue.make(move);
  const player = new Player(scene, cutPoint);
  for (const move of story.moves) await player.make(move);
  return { passes: player.passes, end: await ending(scene) };
}

class Player {
  readonly passes: PassRecord[] = [];
  readonly #scene: Scene;
  readonly #cutPoint: CutPoint | undefined;
  #unanswered: Command | null = null;

  constructor(scene: Scene, cutPoint: CutPoint | undefined) {
    this.#scene = scene;
    this.#cutPoint = cutPoint;
  }

  async make(move: Move): Promise<void> {
    if (move.kind === 'happening') return move.happen(this.#scene);
    if (move.kind === 'command') this.#unanswered = this.#scene.aCommand(move.command);
    this.#scene.advance((move.kind === 'pass' ? move.afterMinutes : 1) * MINUTE);
    await this.#pass();
  }

  async #pass(): Promise<void> {
    const calls: string[] = [];
    const cutPoint = this.#cutPoint?.pass === this.passes.length ? this.#cutPoint : undefined;
    const treat: Treat = ({ name, number }) => {
      calls.push(name);
      return cutPoint?.call === number ? cutPoint.cut : 'through';
    };
    const pass = await this.#scene.pass(this.#unanswered, treat);
    if (pass !== undefined) this.#unanswered = null;
    const entries = [...(pass?.decisions.values() ?? [])].flatMap((decision) => decision.entries);
    this.passes.push({ calls, actions: entries.map(({ action }) => action) });
  }
}

async function ending(scene: Scene): Promise<Ending> {
  const timeline = await scene.timeline();
  const entries = timeline.map(({ entry }) => entry as Entry);
  const copies = [...Map.groupBy(scene.inbox, ({ key }) => key)];
  const incidents = new Set(timeline.flatMap(({ incident }) => incident ?? []));
  return {
    standing: { ...(await standing(scene)), incidents: incidents.size },
    timeline: entries
      .filter(({ action }) => action !== 'changeRepeated')
      .map(({ action, because }) => `${action} ${because}`),
    messages: copies.map(([, [first]]) => first?.attributes.action ?? ''),
    wrongCopies: copies.flatMap(([key, [first, ...others]]) =>
      others.length < 2 && others.every((other) => sameBytes(first, other)) ? [] : [key],
    ),
    doubled: copies.filter(([, all]) => all.length > 1).length,
    repeated: entries.filter(({ action }) => action === 'changeRepeated').length,
  };
}

async function standing(scene: Scene): Promise<object> {
  const state = await scene.state();
  return {
    phase: state.phase,
    incident: state.incident && {
      kind: state.incident.kind,
      needsPerson: state.incident.needsPerson,
    },
    failback: state.failback?.step ?? null,
    delayedHold: state.delayedHold,
    pause: state.pause?.reason ?? null,
    wanted: state.records?.weights,
    progress: state.records?.progress.status,
    weights: scene.weights(),
    everyGenerationLanded: scene.fences().length === (state.records?.generation ?? 0),
    holdSwitch: state.holdSwitch.position,
    switchSeen: state.holdSwitch.seenAtMs !== null,
    switchInDns: scene.switchInDns(),
    shares: scene.shares(),
    conditions: Object.keys(state.conditions),
    outbox: state.outbox.length,
    answers: state.commands.map(({ answer: { outcome, because } }) => `${outcome} ${because}`),
  };
}

function sameBytes(one: object | undefined, other: object): boolean {
  return JSON.stringify({ ...one, atMs: 0 }) === JSON.stringify({ ...other, atMs: 0 });
}

const READS = /\.(load|list|changeStatuses|ask|states|run|listTimeline)$/;

/** Every call of every pass that saves anything, and of the first that does not. */
export function cutPoints(passes: readonly PassRecord[]): readonly CutPoint[] {
  const firstQuiet = passes.findIndex((pass) => !saves(pass));
  return passes.flatMap((pass, number) =>
    saves(pass) || number === firstQuiet
      ? pass.calls.flatMap((name, at) =>
          cutsOf(name).map((cut) => ({ pass: number, call: at + 1, name, cut })),
        )
      : [],
  );
}

/** A read that is lost is the same as one that the pass does not live to make. */
function cutsOf(name: string): readonly CutPoint['cut'][] {
  return READS.test(name) ? ['cutBefore', 'cutAfter'] : ['cutBefore', 'cutAfter', 'lost'];
}

function saves({ calls }: PassRecord): boolean {
  return calls.includes('stateStore.save');
}

export interface Healing {
  readonly whole: Told;
  /** What went wrong where, in words; empty when every cut was made good. */
  readonly faults: readonly string[];
}

/** Replays the story once for every cut point, and compares how it ends. */
export async function cutEverywhere(story: Story): Promise<Healing> {
  const whole = await tellStory(story);
  const faults: string[] = [];
  for (const point of cutPoints(whole.passes)) {
    const { end } = await tellStory(story, point);
    const where = `${point.cut} ${point.name} of pass ${point.pass}`;
    faults.push(...differences(whole.end, end).map((what) => `${where}: ${what}`));
    if (end.doubled > (mayDouble(point) ? 1 : 0)) faults.push(`${where}: ${end.doubled} doubled`);
    if (end.repeated > 1) faults.push(`${where}: ${end.repeated} changes repeated`);
  }
  return { whole, faults };
}

/** Only who has told, and could not say so, leaves somebody to tell it again. */
function mayDouble({ name, cut }: CutPoint): boolean {
  return name === 'notifier.publish' ? cut === 'cutAfter' : name === 'stateStore.save';
}

function differences(expected: Ending, found: Ending): readonly string[] {
  const parts = ['standing', 'timeline', 'messages', 'wrongCopies'] as const;
  return parts.flatMap((part) => {
    const [is, should] = [JSON.stringify(found[part]), JSON.stringify(expected[part])];
    return is === should ? [] : [`${part} ${is} instead of ${should}`];
  });
}
