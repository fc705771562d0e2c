/** The answer of a healthy site on one path: found by trying, and judged as the checks that ask for it will judge it. */
import { judgeReadiness, type ReadinessProbe } from '../../core/readiness.ts';
import type { EndpointCheck, JsonExpectation } from '../../core/service.ts';
import { endpointHealthCheck } from '../../infrastructure/endpoint-check.ts';
import { type HttpResponse, judgeProbe } from '../../route53/probe.ts';

export type Asked =
  | { readonly kind: 'health'; readonly check: EndpointCheck }
  | { readonly kind: 'readiness'; readonly check: ReadinessProbe };

/** What a site says of itself in every answer. */
export interface Introduction {
  readonly service: string;
  readonly side: string;
  readonly requests: number;
}

export interface Page {
  readonly status: number;
  readonly isReadiness: boolean;
  body(introduction: Introduction): string;
}

/** With nothing in common, so that no text is found in what a site says of itself by chance. */
const INTRODUCTIONS: readonly Introduction[] = [
  { service: 'one', side: 'primary', requests: 1 },
  { service: 'k', side: 'x', requests: 7_000 },
];

/** `undefined` when nothing pleases all of them. */
export function pageFor(asked: readonly Asked[]): Page | undefined {
  const isReadiness = asked.some(({ kind }) => kind === 'readiness');
  for (const status of statusesOf(asked)) {
    for (const body of bodiesFor(asked)) {
      const samples = INTRODUCTIONS.map((introduction) => sample(status, body(introduction)));
      const isRight = asked.every((one) => samples.every((response) => isPleased(one, response)));
      if (isRight) return { status, isReadiness, body };
    }
  }
  return undefined;
}

function isPleased(asked: Asked, response: HttpResponse): boolean {
  return asked.kind === 'health'
    ? judgeProbe(endpointHealthCheck(asked.check), response).passed
    : judgeReadiness(asked.check, response).good;
}

function sample(status: number, body: string): HttpResponse {
  return { kind: 'http', connectMs: 0, statusMs: 0, status, bodyMs: 0, body };
}

const OK = 200;

function statusesOf(asked: readonly Asked[]): readonly number[] {
  const first = asked.flatMap(({ check }) => ('statuses' in check ? [check.statuses.from] : []));
  return [...new Set([OK, ...first])];
}

/** From the plainest to the oddest: a wanted text may be part of JSON, be JSON, or be nothing of the kind. */
function bodiesFor(asked: readonly Asked[]): readonly Page['body'][] {
  const texts = [...new Set(asked.flatMap(textOf))];
  const extra: Record<string, unknown> = {};
  for (const { check } of asked) {
    if ('json' in check && check.json) place(extra, check.json);
  }
  const json = (introduction: Introduction) => JSON.stringify({ ...introduction, ...extra });
  return [
    json,
    (introduction) => JSON.stringify({ ...introduction, ...extra, says: texts.join(' ') }),
    (introduction) => `{${texts.join(',')},${json(introduction).slice(1)}`,
    () => texts.join('\n'),
    (introduction) => `${texts.join('\n')}\n${json(introduction)}`,
  ];
}

function textOf({ check }: Asked): readonly string[] {
  if ('searchString' in check && check.searchString !== undefined) return [check.searchString];
  return 'bodyContains' in check && check.bodyContains !== undefined ? [check.bodyContains] : [];
}

function place(into: Record<string, unknown>, { path, equals, atLeast, atMost }: JsonExpectation) {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let inner = into;
  for (const key of keys) {
    if (typeof inner[key] !== 'object') inner[key] = {};
    inner = inner[key] as Record<string, unknown>;
  }
  inner[last] = equals ?? atLeast ?? atMost;
}
