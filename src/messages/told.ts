/** What a sentence may speak of: a service's own words and an entry's facts, all of it safe to show. */
import { ARMING_MS, NEW_CHECK_MS } from '../core/limits.ts';
import type { Service, Side } from '../core/service.ts';
import { type DurationUnits, durationText } from './duration.ts';
import { minuteUtc } from './moment.ts';
import { LONGEST_NAME, LONGEST_TEXT, neutralise } from './neutralise.ts';

export type Facts = Readonly<Record<string, string | number>>;

/** The parts of a language that facts are put into words with. */
export interface FactWording {
  readonly units: DurationUnits;
  readonly side: (side: Side, region: string) => string;
  readonly notRecorded: string;
  /** Where no single service is meant. */
  readonly roles: Readonly<Record<Side, string>>;
  readonly configured: string;
  readonly configuredStages: string;
}

export interface Told {
  readonly service: string;
  /** With its Region, e.g. `primary (ap-northeast-1)`. */
  readonly primary: string;
  readonly secondary: string;
  readonly stableFor: string;
  readonly bake: string;
  readonly ttl: string;
  readonly cooldown: string;
  /** How long a service must be seen good to be armed, and how long before that its check counts as new. */
  readonly arming: string;
  readonly newCheck: string;
  /** E.g. `10 %, 50 %, 100 %`. */
  readonly stages: string;
  /** A fact as text; says that it was not recorded where it is missing. */
  readonly text: (fact: string) => string;
  readonly duration: (fact: string) => string;
  readonly moment: (fact: string) => string;
}

/** A sentence, or a part of one, that is filled in when it is needed. */
export type Sentence = (told: Told) => string;

/** What can be told of one service. */
export function tell(wording: FactWording, service: Service, facts: Facts): Told {
  const { failback } = service;
  const length = (ms: number) => durationText(ms, wording.units);
  return {
    ...tellOfAny(wording, service.id, facts),
    primary: sideName(wording, service, 'primary'),
    secondary: sideName(wording, service, 'secondary'),
    stableFor: length(failback.stableForMs),
    bake: length(failback.bakeMs),
    ttl: length(service.ttlSeconds * 1000),
    cooldown: length(service.cooldownMs),
    stages: failback.stages.map((stage) => `${stage} %`).join(', '),
  };
}

/** What can be told where no single service is meant, or one that is not configured. */
export function tellOfAny(wording: FactWording, name: string, facts: Facts): Told {
  const length = (ms: number) => durationText(ms, wording.units);
  const { configured } = wording;
  return {
    service: safeName(name),
    ...wording.roles,
    stableFor: configured,
    bake: configured,
    ttl: configured,
    cooldown: configured,
    stages: wording.configuredStages,
    arming: length(ARMING_MS),
    newCheck: length(NEW_CHECK_MS),
    text: (fact) => text(wording, facts, fact),
    duration: (fact) => numeric(wording, facts, fact, length),
    moment: (fact) => numeric(wording, facts, fact, minuteUtc),
  };
}

/** A side by its role and Region. */
export function sideName(wording: FactWording, service: Service, side: Side): string {
  return wording.side(side, safeName(service[side].region));
}

/** A name from elsewhere, on one line. */
export function safeName(name: string): string {
  return neutralise(name, LONGEST_NAME);
}

function text({ notRecorded }: FactWording, facts: Facts, fact: string): string {
  const value = Object.hasOwn(facts, fact) ? neutralise(String(facts[fact]), LONGEST_TEXT) : '';
  return value === '' ? notRecorded : value;
}

function numeric(
  wording: FactWording,
  facts: Facts,
  fact: string,
  show: (value: number) => string,
): string {
  const value = Object.hasOwn(facts, fact) ? facts[fact] : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? show(value) : wording.notRecorded;
}
