/** From the text of `services.yml` to a `Configuration`, or to everything that is wrong with it. */
import type { Configuration, Service } from '../core/service.ts';
import { hashOf } from './config-hash.ts';
import { deepFreeze } from './deep-freeze.ts';
import { type Draft, draftService } from './draft.ts';
import { durationMs } from './duration.ts';
import { type Fault, formatPath, type Path } from './faults.ts';
import { mergeDefaults } from './merge-defaults.ts';
import { applyRules, type Subject } from './rule.ts';
import { SERVICE_RULES } from './rules.ts';
import { judgeTogether } from './rules-whole-file.ts';
import { type FileInput, fileSchema } from './schema.ts';
import { type Finding, holdAgainst } from './shape.ts';
import { judgeSubscriptions, settleSubscriptions } from './subscriptions.ts';
import { type Places, readDocument } from './yaml-document.ts';

export type ParseResult =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly faults: readonly Fault[] };

export const DEFAULT_STACK = 'switchback';

/** All faults at once, in the order of the file; never throws. A configuration is deeply frozen. */
export function parseConfiguration(text: string, fileName: string): ParseResult {
  const document = readDocument(text);
  if (!document.ok) {
    return refused(document.faults.map((fault) => ({ ...fault, file: fileName, path: '' })));
  }
  const { value, places } = document;
  const { findings: shapeFindings, rest } = holdAgainst(fileSchema, value);
  const subjects = rest === undefined ? [] : draftAll(rest);
  const findings = [
    ...shapeFindings,
    ...subjects.flatMap((subject) => judge(subject, shapeFindings)),
    ...judgeTogether(subjects, rest?.stack ?? DEFAULT_STACK),
    ...judgeSubscriptions(rest?.notify),
  ];
  if (findings.length > 0 || rest === undefined) {
    return refused(findings.map((finding) => locate(finding, places, fileName)));
  }
  const services = subjects.map(({ draft }) => finish(draft));
  return { ok: true, configuration: deepFreeze(configure(rest, services)) };
}

function draftAll({ defaults = {}, services }: FileInput): Subject[] {
  return Object.entries(services).map(([id, written]) => {
    const input = mergeDefaults(defaults, written);
    return { input, draft: draftService(id, input) };
  });
}

/** What the rules say of one service. Faults of its shape silence only the rules that read there. */
function judge(subject: Subject, shapeFindings: readonly Finding[]): readonly Finding[] {
  const own: Path = ['services', subject.draft.id];
  const faulty = shapeFindings.flatMap(({ path }) => {
    if (path[0] === 'defaults') return [path.slice(1)];
    return path[1] === subject.draft.id && path.length > 2 ? [path.slice(2)] : [];
  });
  return applyRules(SERVICE_RULES, subject, faulty).map((finding) => ({
    ...finding,
    path: [...own, ...finding.path],
  }));
}

/** A draft that no rule objects to lacks nothing; that is what the rules are for. */
function finish(draft: Draft): Service {
  const service = draft as Omit<Service, 'configHash'>;
  return { ...service, configHash: hashOf(service) };
}

function configure(input: FileInput, services: readonly Service[]): Configuration {
  return {
    stackName: input.stack ?? DEFAULT_STACK,
    homeRegion: input.home ?? services[0]?.secondary.region ?? '',
    rateBrake: {
      acts: input.rateBrake?.acts ?? 5,
      windowMs: durationMs(input.rateBrake?.window ?? '1h'),
    },
    subscriptions: settleSubscriptions(input.notify),
    dashboard: input.dashboard ?? false,
    services,
  };
}

/** In the order of the file, each said once: a default that is wrong for fifty services is one fault. */
function refused(faults: readonly Fault[]): ParseResult {
  const distinct = new Map<string, Fault>();
  for (const fault of faults) {
    const key = `${fault.path}\n${fault.line}:${fault.column}\n${fault.allowed}`;
    if (!distinct.has(key)) distinct.set(key, fault);
  }
  const ordered = [...distinct.values()].sort(
    (a, b) => a.line - b.line || a.column - b.column || (a.path < b.path ? -1 : 1),
  );
  return { ok: false, faults: ordered };
}

function locate(finding: Finding, places: Places, file: string): Fault {
  const path = placeWritten(finding.path, places);
  const { line, column } = finding.atKey ? places.keyPosition(path) : places.position(path);
  const isDefault = path[0] === 'defaults' && finding.path[0] === 'services';
  const found = isDefault ? `${finding.found} (for ${finding.path[1]})` : finding.found;
  const suggestion = finding.suggestion === undefined ? {} : { suggestion: finding.suggestion };
  return {
    file,
    path: formatPath(path),
    line,
    column,
    found,
    allowed: finding.allowed,
    ...suggestion,
  };
}

/** A side's health check may be written at the side, at the service or in the defaults; the path names the place that counts. */
function placeWritten(path: Path, places: Places): Path {
  const [root, id, ...inService] = path;
  if (root !== 'services' || id === undefined) return path;
  const shared = inService[1] === 'healthCheck' ? inService.slice(1) : inService;
  const whole: Path[] = [path, [root, id, ...shared], ['defaults', ...shared]];
  // One value may be written where a list could be.
  const candidates = typeof path.at(-1) === 'number' ? [...whole, path.slice(0, -1)] : whole;
  return candidates.find((candidate) => places.has(candidate)) ?? path;
}
