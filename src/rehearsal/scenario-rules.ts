/** What a scenario file may not say although each of its values is right by itself. */
import { durationMs } from '../config/duration.ts';
import { quote } from '../config/faults.ts';
import type { Finding } from '../config/shape.ts';
import { nearest } from '../config/suggest.ts';
import { ACTIONS } from '../core/entry.ts';
import { castIds } from './cast.ts';
import { HAPPENING_KEYS, type HappeningInput, type ScenarioInput } from './scenario-schema.ts';

type Path = Finding['path'];

/** `services` are the ids of the configuration. */
export function ruleFindings(
  input: ScenarioInput,
  services: readonly string[],
): readonly Finding[] {
  const lengthMs = durationMs(input.length);
  const cast = castIds(services, input.services ?? 'all');
  return [
    ...input.happens.flatMap((one, at) => happeningFindings(one, ['happens', at], lengthMs, cast)),
    ...input.expect.timeline.flatMap((words, at) =>
      entryFindings(words, ['expect', 'timeline', at]),
    ),
    ...(input.expect.never ?? []).flatMap((word, at) =>
      actionFindings(word, ['expect', 'never', at]),
    ),
  ];
}

function happeningFindings(
  one: HappeningInput,
  path: Path,
  lengthMs: number,
  cast: readonly string[],
): readonly Finding[] {
  return [
    ...kindFindings(one, path),
    ...timeFindings(one, path, lengthMs),
    ...serviceFindings(one, path, cast),
    ...howFindings(one, path),
    ...commandFindings(one, path),
  ];
}

function kindFindings(one: HappeningInput, path: Path): readonly Finding[] {
  const kinds = HAPPENING_KEYS.filter((key) => one[key] !== undefined);
  if (kinds.length === 1) return [];
  const found = kinds.join(' and ') || 'nothing that happens';
  return [{ path, found, allowed: `exactly one of: ${HAPPENING_KEYS.join(', ')}` }];
}

function timeFindings({ at }: HappeningInput, path: Path, lengthMs: number): readonly Finding[] {
  if (durationMs(at) <= lengthMs) return [];
  return [{ path: [...path, 'at'], found: quote(at), allowed: 'a time within the length' }];
}

function serviceFindings(
  { service, outage, restore }: HappeningInput,
  path: Path,
  cast: readonly string[],
): readonly Finding[] {
  if (service === undefined) return [];
  const place = { path: [...path, 'service'], found: quote(service) };
  if (outage !== undefined || restore !== undefined) {
    return [{ ...place, allowed: 'no service: an outage of AWS meets all of them' }];
  }
  if (cast.includes(service)) return [];
  const suggestion = nearest(service, [...cast]);
  return [{ ...place, allowed: `one of: ${shortList(cast)}`, suggestion }];
}

const SHOWN = 20;

function shortList(names: readonly string[]): string {
  const more = names.length - SHOWN;
  return `${names.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function howFindings(one: HappeningInput, path: Path): readonly Finding[] {
  if (one.how === undefined) return [];
  const place = { path: [...path, 'how'], found: quote(one.how) };
  if (one.break !== undefined) {
    return isCallFault(one.how)
      ? [{ ...place, allowed: 'refused, no connection or status NNN' }]
      : [];
  }
  if (one.outage === undefined) return [{ ...place, allowed: 'only with break or outage' }];
  return isCallFault(one.how) ? [] : [{ ...place, allowed: 'error, silence or answer lost' }];
}

function isCallFault(how: string): boolean {
  return how === 'error' || how === 'silence' || how === 'answer lost';
}

function commandFindings(one: HappeningInput, path: Path): readonly Finding[] {
  if (one.command === 'pause' && one.for === undefined) {
    return [{ path, found: 'a pause without an end', allowed: 'for: how long it lasts' }];
  }
  const misplaced = (['who', 'reason'] as const)
    .filter((key) => one[key] !== undefined && one.command === undefined)
    .map((key) => ({
      path: [...path, key],
      found: quote(one[key]),
      allowed: 'only with command',
    }));
  if (one.for === undefined || one.command === 'pause') return misplaced;
  const found = quote(one.for);
  return [...misplaced, { path: [...path, 'for'], found, allowed: 'only with command: pause' }];
}

/** `action`, or `action: reason`. */
function entryFindings(words: string, path: Path): readonly Finding[] {
  const [action = '', reason] = words.split(':');
  if (reason?.trim() === '') {
    return [{ path, found: quote(words), allowed: 'a reason after the colon, or no colon' }];
  }
  return actionFindings(action, path);
}

function actionFindings(word: string, path: Path): readonly Finding[] {
  if ((ACTIONS as readonly string[]).includes(word.trim())) return [];
  const suggestion = nearest(word, [...ACTIONS]);
  return [{ path, found: quote(word), allowed: `one of: ${ACTIONS.join(', ')}`, suggestion }];
}
