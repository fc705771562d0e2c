/**
 * A person's command, as a payload that can be typed. Whatever is wrong with it is answered and never thrown, since a
 * throw would make Lambda try again what nobody can mend by trying.
 */
import type { Command, CommandAnswer, CommandKind } from '../core/command.ts';
import { type CommandFault, parseCommand } from '../core/parse-command.ts';
import type { Service } from '../core/service.ts';
import { shown } from '../core/shown.ts';
import { renderAnswer } from '../messages/answer.ts';
import { wordingFor } from '../messages/wording.ts';
import type { Pass } from '../reconcile/reconcile.ts';
import type { Deployed } from './run-pass.ts';

export interface CommandReply {
  /** For people: where users are, what happens next by itself, what to do. */
  readonly text: string;
  readonly outcome: CommandAnswer['outcome'] | 'badRequest' | 'failed';
  readonly id: string;
  /** By service; empty when the command was not understood or could not be carried out. */
  readonly answers: Readonly<Record<string, CommandAnswer>>;
  readonly faults: readonly CommandFault[];
}

/** The commands of one function; the first one is meant where the payload names none. */
export type CommandKinds = readonly [CommandKind, ...CommandKind[]];

/** Another pass may save first; then the command is decided anew on what is so by then. */
const TRIES = 3;

export function commandFunction(deployed: Deployed, kinds: CommandKinds) {
  return async (payload: unknown, requestId: string, nowMs: number): Promise<CommandReply> => {
    const parsed = parseCommand(withKind(payload, kinds[0]), requestId, nowMs);
    if (!parsed.ok) return badRequest(requestId, parsed.faults);
    const { command } = parsed;
    const misfits = [...kindFaults(command, kinds), ...serviceFaults(command, deployed)];
    if (misfits.length > 0) return badRequest(command.id, misfits);
    return obey(deployed, command);
  };
}

function withKind(payload: unknown, kind: CommandKind): unknown {
  const isObject = typeof payload === 'object' && payload !== null && !Array.isArray(payload);
  return isObject ? { command: kind, ...payload } : payload;
}

function kindFaults({ kind }: Command, kinds: CommandKinds): readonly CommandFault[] {
  return kinds.includes(kind)
    ? []
    : [{ path: 'command', found: kind, allowed: `${kinds.join(', ')} for this function` }];
}

const FOR_ALL: readonly CommandKind[] = ['pause', 'resume', 'acknowledge'];

function serviceFaults(
  { service, kind }: Command,
  { configuration }: Deployed,
): readonly CommandFault[] {
  if (service === '*' && FOR_ALL.includes(kind)) return [];
  const ids = configuration.services.map(({ id }) => id);
  if (ids.includes(service)) return [];
  return [{ path: 'service', found: shown(service), allowed: ids.join(', ') }];
}

function badRequest(id: string, faults: readonly CommandFault[]): CommandReply {
  const lines = faults.map(
    ({ path, found, allowed }) => `${path || 'payload'}: found ${found}; allowed: ${allowed}`,
  );
  return {
    text: ['Not understood, and nothing was changed.', ...lines].join('\n'),
    outcome: 'badRequest',
    id,
    answers: {},
    faults,
  };
}

async function obey(deployed: Deployed, command: Command): Promise<CommandReply> {
  const asked = deployed.configuration.services.filter(
    ({ id }) => command.service === id || command.service === '*',
  );
  let pass = await deployed.runPass(command);
  for (let tries = 1; tries < TRIES && asked.some(({ id }) => pass.notSaved.has(id)); tries += 1) {
    pass = await deployed.runPass(command);
  }
  return reply(deployed, command, asked, pass);
}

function reply(
  { configuration }: Deployed,
  command: Command,
  asked: readonly Service[],
  { answers, standings }: Pass,
): CommandReply {
  const texts = asked.map((service) => {
    const answer = answers.get(service.id);
    if (answer === undefined) return unanswered(service);
    const wording = wordingFor(service.language);
    const standing = standings.get(service.id) ?? null;
    return renderAnswer(wording, configuration, service, command, answer, standing);
  });
  const all = asked.flatMap(({ id }) => answers.get(id) ?? []);
  return {
    text: texts.join('\n\n'),
    outcome: all.length < asked.length ? 'failed' : (all[0]?.outcome ?? 'failed'),
    id: command.id,
    answers: Object.fromEntries(answers),
    faults: [],
  };
}

function unanswered({ id }: Service): string {
  return `${id}: the state could not be read or saved, so nothing was changed. Try again in a minute; the function's log says why.`;
}
