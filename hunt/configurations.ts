/** What is deployed in a seed: services of every shape, through the same parser that reads `services.yml`. */
import { parseConfiguration } from '../src/config/parse.ts';
import type { Configuration, Service } from '../src/core/service.ts';
import type { Chance } from '../src/world/random.ts';
import { type Streams, weighted } from './streams.ts';

export interface Bundles {
  /** What the stacks are made from. */
  readonly first: Configuration;
  /** The same checks and targets with another bake: another configuration hash. */
  readonly second: Configuration;
}

interface Shape {
  readonly routing: 'weighted' | 'failover';
  readonly lastResort: 'primary' | 'secondary';
  readonly mode: 'auto' | 'observe';
  readonly start: 'person' | 'when-stable';
  readonly approval: 'none' | 'each-stage';
  readonly stages: string;
  readonly bakeMinutes: number;
  readonly stableMinutes: number;
  readonly cooldownMinutes: number;
  readonly ttl: string;
  readonly interval: string;
  readonly names: number;
  readonly readiness: boolean;
  readonly guards: boolean;
  readonly alarms: boolean;
  readonly language: string;
}

export function drawBundles(streams: Streams): Bundles {
  const chance = streams.of('configuration');
  const count = weighted(chance, [
    [8, 1],
    [2, 2],
    [1, 3],
  ]);
  const acts = weighted(chance, [
    [3, 5],
    [2, 2],
    [1, 1],
    [1, 20],
  ]);
  const shapes = Array.from({ length: count }, () => drawShape(chance));
  const first = parsed(text(acts, shapes));
  return { first, second: { ...first, services: first.services.map(withLongerBake) } };
}

/** What another file would have made of it, without the time that it takes to read one. */
function withLongerBake(service: Service): Service {
  const { failback, configHash } = service;
  return {
    ...service,
    failback: { ...failback, bakeMs: failback.bakeMs + 60_000 },
    configHash: `${configHash}-second`,
  };
}

function drawShape(chance: Chance): Shape {
  const yes = (share: number) => chance.share() < share;
  const routing = yes(0.25) ? 'failover' : 'weighted';
  const stages = weighted(chance, [
    [3, '10, 50, 100'],
    [2, '25, 100'],
    [2, '100'],
    [1, '1, 5, 20, 60, 100'],
  ]);
  return {
    routing,
    lastResort: routing === 'weighted' && yes(0.2) ? 'secondary' : 'primary',
    mode: yes(0.06) ? 'observe' : 'auto',
    start: yes(0.35) ? 'when-stable' : 'person',
    approval: yes(0.2) ? 'each-stage' : 'none',
    stages: routing === 'failover' ? '100' : stages,
    bakeMinutes: weighted(chance, [
      [3, 1],
      [2, 3],
      [1, 10],
    ]),
    stableMinutes: weighted(chance, [
      [3, 1],
      [2, 4],
      [1, 15],
    ]),
    cooldownMinutes: weighted(chance, [
      [2, 1],
      [2, 10],
      [1, 60],
    ]),
    ttl: yes(0.7) ? '60s' : '10s',
    interval: yes(0.3) ? '10s' : '30s',
    names: yes(0.2) ? 2 : 1,
    readiness: yes(0.4),
    guards: yes(0.3),
    alarms: yes(0.2),
    language: yes(0.8) ? 'en' : 'ja',
  };
}

function text(acts: number, shapes: readonly Shape[]): string {
  const lines = [
    'stack: hunted',
    `rateBrake: { acts: ${acts}, window: 1h }`,
    'defaults: { zone: { id: Z0123456789ABCDEFGHIJ, name: example.com } }',
    'services:',
    ...shapes.flatMap(serviceLines),
  ];
  return lines.join('\n');
}

function serviceLines(shape: Shape, at: number): readonly string[] {
  const id = `s${at}`;
  const names = [`${id}.example.com`, `www.${id}.example.com`].slice(0, shape.names);
  const guards = shape.guards
    ? `, guardAlarms: [{ alarm: ${id}-guard, region: ap-northeast-1 }]`
    : '';
  return [
    `  ${id}:`,
    `    names: [${names.join(', ')}]`,
    `    routing: ${shape.routing}`,
    `    lastResort: ${shape.lastResort}`,
    `    mode: ${shape.mode}`,
    `    language: ${shape.language}`,
    `    ttl: ${shape.ttl}`,
    `    cooldown: ${shape.cooldownMinutes}m`,
    `    healthCheck: { path: /health, interval: ${shape.interval}, checkerRegions: [us-east-1, eu-west-1, ap-northeast-1] }`,
    `    failback: { start: ${shape.start}, stages: [${shape.stages}], bake: ${shape.bakeMinutes}m, stableFor: ${shape.stableMinutes}m, approval: ${shape.approval}${guards} }`,
    ...sideLines(shape, id, 'primary', 'ap-northeast-1', `203.0.113.${10 + at}`),
    ...sideLines(shape, id, 'secondary', 'us-west-2', `198.51.100.${10 + at}`),
  ];
}

function sideLines(
  shape: Shape,
  id: string,
  side: string,
  region: string,
  address: string,
): readonly string[] {
  return [
    `    ${side}:`,
    `      region: ${region}`,
    `      A: ${address}`,
    ...(shape.alarms ? [`      unhealthyWhen: [{ alarm: ${id}-${side}-errors }]`] : []),
    ...(shape.readiness
      ? [
          `      readiness: [{ http: "https://ready-${side}.${id}.example.com/" }, { alarm: ${id}-${side}-lag }]`,
        ]
      : []),
  ];
}

const PARSED = new Map<string, Configuration>();

/** Many seeds draw the same shapes, and a configuration is frozen. */
function parsed(yaml: string): Configuration {
  const kept = PARSED.get(yaml);
  if (kept !== undefined) return kept;
  const result = parseConfiguration(yaml, 'hunted.yml');
  if (!result.ok) throw new Error(`The hunter wrote a bad file: ${JSON.stringify(result.faults)}`);
  PARSED.set(yaml, result.configuration);
  return result.configuration;
}
