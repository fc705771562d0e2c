/** Whatever a person or a script sent becomes a command, or a list of all that is wrong with it. Never throws. */
import { COMMAND_KINDS, type Command, type CommandKind } from './command.ts';
import { LONGEST_PAUSE_MS } from './limits.ts';

export interface CommandFault {
  readonly path: string;
  readonly found: string;
  readonly allowed: string;
}

export type ParsedCommand =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly faults: readonly CommandFault[] };

const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;
const LONGEST_TEXT = 1000;
/** A command that lay somewhere for longer than this is no longer what the person meant. */
export const COMMAND_EXPIRES_MS = 10 * 60_000;

const FIELDS = ['id', 'command', 'service', 'who', 'reason', 'forMs', 'issuedAtMs'];

interface RawCommand {
  readonly [field: string]: unknown;
}

type Check = (raw: RawCommand, nowMs: number) => readonly CommandFault[];

/** `defaultId` names the command when the person gave no id, e.g. the request id of the invocation. */
export function parseCommand(raw: unknown, defaultId: string, nowMs: number): ParsedCommand {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return { ok: false, faults: [fault('', raw, 'an object such as {"command":"failback",…}')] };
  }
  const given = raw as RawCommand;
  const faults = CHECKS.flatMap((check) => check(given, nowMs));
  if (faults.length > 0) return { ok: false, faults };
  const command: Command = {
    id: typeof given.id === 'string' ? given.id : defaultId,
    kind: given.command as CommandKind,
    service: given.service as string,
    who: typeof given.who === 'string' ? given.who : 'unknown',
    reason: typeof given.reason === 'string' ? given.reason : '',
    forMs: typeof given.forMs === 'number' ? given.forMs : null,
  };
  return { ok: true, command };
}

const CHECKS: readonly Check[] = [
  (raw) =>
    Object.keys(raw)
      .filter((key) => !FIELDS.includes(key))
      .map((key) => fault(key, raw[key], `one of: ${FIELDS.join(', ')}`)),
  ({ command }) =>
    COMMAND_KINDS.includes(command as CommandKind)
      ? []
      : [fault('command', command, COMMAND_KINDS.join(', '))],
  ({ service }) =>
    typeof service === 'string' && service !== ''
      ? []
      : [fault('service', service, 'the name of a service')],
  ({ id }) =>
    id === undefined || (typeof id === 'string' && ID.test(id))
      ? []
      : [fault('id', id, '1–64 letters, digits, and . _ : -')],
  (raw) => ['who', 'reason'].flatMap((field) => checkText(field, raw)),
  ({ command, forMs }) => checkPause(command, forMs),
  ({ issuedAtMs }, nowMs) => checkAge(issuedAtMs, nowMs),
];

const MOVES_OR_STOPS: readonly unknown[] = ['failover', 'failback', 'pause'];

/** An abort needs nothing but the service's name; whatever else moves or stops traffic is asked for with a reason. */
function checkText(field: string, raw: RawCommand): readonly CommandFault[] {
  const value = raw[field];
  if (value === undefined) {
    const needed = field === 'reason' && MOVES_OR_STOPS.includes(raw.command);
    return needed ? [fault(field, value, 'why, in a few words')] : [];
  }
  return typeof value === 'string' && value.length <= LONGEST_TEXT
    ? []
    : [fault(field, value, `text of at most ${LONGEST_TEXT} characters`)];
}

function checkPause(command: unknown, forMs: unknown): readonly CommandFault[] {
  if (command !== 'pause') {
    return forMs === undefined ? [] : [fault('forMs', forMs, 'nothing: only a pause has a length')];
  }
  const fits = typeof forMs === 'number' && forMs > 0 && forMs <= LONGEST_PAUSE_MS;
  return fits ? [] : [fault('forMs', forMs, `milliseconds, at most ${LONGEST_PAUSE_MS} (7 days)`)];
}

function checkAge(issuedAtMs: unknown, nowMs: number): readonly CommandFault[] {
  if (issuedAtMs === undefined) return [];
  const fresh =
    typeof issuedAtMs === 'number' && Math.abs(nowMs - issuedAtMs) <= COMMAND_EXPIRES_MS;
  return fresh ? [] : [fault('issuedAtMs', issuedAtMs, 'a time within the last 10 minutes')];
}

function fault(path: string, found: unknown, allowed: string): CommandFault {
  return { path, found: found === undefined ? 'nothing' : show(found), allowed };
}

function show(found: unknown): string {
  const text = asText(found);
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

/** Nesting beyond the stack cannot be written, though it can be sent. */
function asText(found: unknown): string {
  try {
    return JSON.stringify(found) ?? typeof found;
  } catch {
    return typeof found;
  }
}
