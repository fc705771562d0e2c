/** Whatever a person or a script sent becomes a command, or a list of all that is wrong with it. Never throws. */
import { COMMAND_KINDS, type Command, type CommandKind } from './command.ts';
import { LONGEST_PAUSE_MS } from './limits.ts';
import { shown, shownName } from './shown.ts';

export interface CommandFault {
  readonly path: string;
  readonly found: string;
  readonly allowed: string;
}

export type ParsedCommand =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly faults: readonly CommandFault[] };

const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;
const ID_SENTENCE = '1–64 letters, digits, and . _ : -';
/** More than this is no reason; nobody has typed it. */
const LONGEST_TEXT = 16_384;
/** What is kept of a text: the state holds thirty of them, and an item of DynamoDB no more than 400 KB. */
export const KEPT_TEXT = 500;
const MOST_UNKNOWN_FIELDS = 10;
/** A command that lay somewhere for longer than this is no longer what the person meant. */
export const COMMAND_EXPIRES_MS = 10 * 60_000;

const FIELDS = ['id', 'command', 'service', 'incident', 'who', 'reason', 'forMs', 'issuedAtMs'];

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
  const meant = given.command === 'abort' ? abortOf(given) : given;
  const faults = CHECKS.flatMap((check) => check(meant, nowMs));
  if (faults.length > 0) return { ok: false, faults };
  const command: Command = {
    id: typeof meant.id === 'string' ? meant.id : defaultId,
    kind: meant.command as CommandKind,
    service: meant.service as string,
    ...(typeof meant.incident === 'string' && { incident: meant.incident }),
    who: typeof meant.who === 'string' ? kept(meant.who) : 'unknown',
    reason: typeof meant.reason === 'string' ? kept(meant.reason) : '',
    forMs: typeof meant.forMs === 'number' ? meant.forMs : null,
  };
  return { ok: true, command };
}

/** Nothing that stands beside the service's name, or is wrong with it, may keep an abort from being taken. */
function abortOf({ command, service, id, who, reason }: RawCommand): RawCommand {
  return {
    command,
    service,
    ...(isId(id) && { id }),
    ...(isText(who) && { who }),
    ...(isText(reason) && { reason }),
  };
}

const CHECKS: readonly Check[] = [
  (raw) =>
    Object.keys(raw)
      .filter((key) => !FIELDS.includes(key))
      .slice(0, MOST_UNKNOWN_FIELDS)
      .map((key) => fault(shownName(key), raw[key], `one of: ${FIELDS.join(', ')}`)),
  ({ command }) =>
    COMMAND_KINDS.includes(command as CommandKind)
      ? []
      : [fault('command', command, COMMAND_KINDS.join(', '))],
  ({ service }) =>
    typeof service === 'string' && service !== ''
      ? []
      : [fault('service', service, 'the name of a service')],
  ({ id }) => (id === undefined || isId(id) ? [] : [fault('id', id, ID_SENTENCE)]),
  ({ incident, service }) => checkIncident(incident, service),
  (raw) => ['who', 'reason'].flatMap((field) => checkText(field, raw)),
  ({ command, forMs }) => checkPause(command, forMs),
  ({ issuedAtMs }, nowMs) => checkAge(issuedAtMs, nowMs),
];

const MOVES_OR_STOPS: readonly unknown[] = ['failover', 'failback', 'pause'];

function isId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_TEXT;
}

function checkIncident(incident: unknown, service: unknown): readonly CommandFault[] {
  if (incident === undefined) return [];
  if (service === '*') return [fault('incident', incident, 'nothing: it is of one service')];
  return isId(incident)
    ? []
    : [fault('incident', incident, 'the id of an incident, or none for whichever is open')];
}

/** An abort needs nothing but the service's name; whatever else moves or stops traffic is asked for with a reason. */
function checkText(field: string, raw: RawCommand): readonly CommandFault[] {
  const value = raw[field];
  if (value === undefined) {
    const needed = field === 'reason' && MOVES_OR_STOPS.includes(raw.command);
    return needed ? [fault(field, value, 'why, in a few words')] : [];
  }
  return isText(value)
    ? []
    : [fault(field, value, `text of at most ${LONGEST_TEXT} characters, ${KEPT_TEXT} are kept`)];
}

/** Everything that shows it makes it harmless by itself; what is no character of a text is not even stored. */
function kept(text: string): string {
  const cut = text
    .slice(0, KEPT_TEXT)
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ');
  return text.length <= KEPT_TEXT ? cut : `${cut}…`;
}

function checkPause(command: unknown, forMs: unknown): readonly CommandFault[] {
  if (command !== 'pause') {
    return forMs === undefined ? [] : [fault('forMs', forMs, 'nothing: only a pause has a length')];
  }
  const fits =
    Number.isSafeInteger(forMs) && Number(forMs) > 0 && Number(forMs) <= LONGEST_PAUSE_MS;
  return fits
    ? []
    : [fault('forMs', forMs, `whole milliseconds, at most ${LONGEST_PAUSE_MS} (7 days)`)];
}

function checkAge(issuedAtMs: unknown, nowMs: number): readonly CommandFault[] {
  if (issuedAtMs === undefined) return [];
  const fresh =
    typeof issuedAtMs === 'number' && Math.abs(nowMs - issuedAtMs) <= COMMAND_EXPIRES_MS;
  return fresh
    ? []
    : [
        fault(
          'issuedAtMs',
          issuedAtMs,
          'a time within 10 minutes; this command has expired: see the status, then ask anew',
        ),
      ];
}

function fault(path: string, found: unknown, allowed: string): CommandFault {
  return { path, found: found === undefined ? 'nothing' : shown(found), allowed };
}
