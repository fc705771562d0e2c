/** From the text of a scenario file to a `Scenario`, or to everything that is wrong with it. Never throws. */
import { durationMs } from '../config/duration.ts';
import { type Fault, formatPath } from '../config/faults.ts';
import { type Finding, holdAgainst } from '../config/shape.ts';
import { type Places, readDocument } from '../config/yaml-document.ts';
import type { Action } from '../core/entry.ts';
import type { CallFault } from '../world/faults.ts';
import type { Breakage, ExpectedEntry, Happening, Scenario, TimedHappening } from './scenario.ts';
import { ruleFindings } from './scenario-rules.ts';
import { type HappeningInput, type ScenarioInput, scenarioSchema } from './scenario-schema.ts';

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
