/** From the text of a scenario file to a `Scenario`, or to everything that is wrong with it. Never throws. */
import { durationMs } from '../config/duration.ts';
import { type Fault, formatPath, quote } from '../config/faults.ts';
import { type Finding, holdAgainst } from '../config/shape.ts';
import { nearest } from '../config/suggest.ts';
import { type Places, readDocument } from '../config/yaml-document.ts';
import { ACTIONS, type Action } from '../core/entry.ts';
import type { CallFault } from '../world/faults.ts';
import type { Breakage, ExpectedEntry, Happening, Scenario, TimedHappening } from './scenario.ts';
import {
  HAPPENING_KEYS,
  type HappeningInput,
  type ScenarioInput,
  scenarioSchema,
} from './scenario-schema.ts';

export type ParsedScenario =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** `services` are the ids that a happening may name. */
export function parseScenario(
  text: string,
  fileName: string,
  services: readonly string[],
): ParsedScenario {
  const document = readDocument(text);
  if (!document.ok) {
    return {
      ok: false,
      faults: document.faults.map((one) => ({ ...one, file: fileName, path: '' })),
    };
  }
  const { findings, rest } = holdAgainst(scenarioSchema, document.value);
  const all = [...findings, ...(rest === undefined ? [] : ruleFindings(rest, services))];
  if (all.length > 0 || rest === undefined) {
    return { ok: false, faults: all.map((finding) => locate(finding, document.places, fileName)) };
  }
  return { ok: true, scenario: build(rest) };
}

function locate(finding: Finding, places: Places, file: string): Fault {
  const { path, found, allowed, suggestion, atKey } = finding;
  const position = atKey ? places.keyPosition(path) : places.position(path);
  return {
    file,
    path: formatPath(path),
    ...position,
    found,
    allowed,
    ...(suggestion && { suggestion }),
  };
}

function ruleFindings(input: ScenarioInput, services: readonly string[]): readonly Finding[] {
  const lengthMs = durationMs(input.length);
  return [
    ...input.happens.flatMap((one, at) => happeningFindings(one, at, lengthMs, input, services)),
    ...input.expect.timeline.flatMap((words, at) =>
      actionFindings(words.split(':')[0] ?? '', ['expect', 'timeline', at]),
    ),
    ...(input.expect.never ?? []).flatMap((word, at) =>
      actionFindings(word, ['expect', 'never', at]),
    ),
  ];
}

function happeningFindings(
  one: HappeningInput,
  at: number,
  lengthMs: number,
  { services: scope }: ScenarioInput,
  services: readonly string[],
): readonly Finding[] {
  const path = ['happens', at];
  const kinds = HAPPENING_KEYS.filter((key) => one[key] !== undefined);
  const findings: Finding[] = [];
  if (kinds.length !== 1) {
    findings.push({
      path,
      found: kinds.join(' and ') || 'nothing that happens',
      allowed: `exactly one of: ${HAPPENING_KEYS.join(', ')}`,
    });
  }
  if (durationMs(one.at) > lengthMs) {
    findings.push({
      path: [...path, 'at'],
      found: quote(one.at),
      allowed: 'a time within the length',
    });
  }
  if (one.service !== undefined && typeof scope !== 'object' && !services.includes(one.service)) {
    const suggestion = nearest(one.service, [...services]);
    findings.push({
      path: [...path, 'service'],
      found: quote(one.service),
      allowed: `one of: ${services.join(', ')}`,
      suggestion,
    });
  }
  if (one.command === 'pause' && one.for === undefined) {
    findings.push({ path, found: 'a pause without an end', allowed: 'for: how long it lasts' });
  }
  return [...findings, ...howFindings(one, path)];
}

function howFindings(one: HappeningInput, path: readonly (string | number)[]): readonly Finding[] {
  if (one.how === undefined) return [];
  const fits =
    one.break === undefined
      ? one.outage !== undefined && isCallFault(one.how)
      : !isCallFault(one.how);
  if (fits) return [];
  const allowed =
    one.break === undefined
      ? 'error, silence or answer lost, with an outage'
      : 'refused, no connection or status NNN';
  return [{ path: [...path, 'how'], found: quote(one.how), allowed }];
}

function isCallFault(how: string): boolean {
  return how === 'error' || how === 'silence' || how === 'answer lost';
}

function actionFindings(word: string, path: readonly (string | number)[]): readonly Finding[] {
  if ((ACTIONS as readonly string[]).includes(word)) return [];
  const suggestion = nearest(word, [...ACTIONS]);
  return [{ path, found: quote(word), allowed: `one of: ${ACTIONS.join(', ')}`, suggestion }];
}

function build(input: ScenarioInput): Scenario {
  const { expect } = input;
  return {
    name: input.name,
    about: input.about,
    lengthMs: durationMs(input.length),
    services: input.services ?? 'all',
    happenings: input.happens.map(buildHappening).toSorted((a, b) => a.atMs - b.atMs),
    expect: {
      timeline: expect.timeline.map(expectedEntry),
      never: (expect.never ?? []) as readonly Action[],
      phase: expect.phase,
      users: expect.users ?? null,
      messagesAtMost: expect.messagesAtMost ?? null,
      objectivesMet: expect.objectives === 'met',
    },
  };
}

function expectedEntry(words: string): ExpectedEntry {
  const [action, because] = words.split(':').map((word) => word.trim());
  return { action: action as Action, because: because ?? null };
}

function buildHappening(one: HappeningInput): TimedHappening {
  return { atMs: durationMs(one.at), service: one.service ?? null, happening: happeningOf(one) };
}

function happeningOf(one: HappeningInput): Happening {
  if (one.break) return { kind: 'break', side: one.break, how: breakage(one.how) };
  if (one.mend) return { kind: 'mend', side: one.mend };
  if (one.usersFail) return { kind: 'usersFail', side: one.usersFail, on: true };
  if (one.usersFine) return { kind: 'usersFail', side: one.usersFine, on: false };
  if (one.notReady) return { kind: 'readiness', side: one.notReady, ready: false };
  if (one.ready) return { kind: 'readiness', side: one.ready, ready: true };
  if (one.outage) return { kind: 'outage', of: one.outage, how: callFault(one.how) };
  if (one.restore) return { kind: 'outage', of: one.restore, how: null };
  return {
    kind: 'command',
    command: one.command ?? 'acknowledge',
    who: one.who ?? 'rehearsal',
    reason: one.reason ?? 'rehearsal',
    forMs: one.for === undefined ? null : durationMs(one.for),
  };
}

function breakage(how: string | undefined): Breakage {
  if (how === 'refused') return { kind: 'refused' };
  const status = /^status (\d{3})$/.exec(how ?? '')?.[1];
  return status === undefined
    ? { kind: 'noConnection' }
    : { kind: 'status', status: Number(status) };
}

function callFault(how: string | undefined): CallFault {
  if (how === 'silence') return 'silence';
  return how === 'answer lost' ? 'answer-lost' : 'error';
}
