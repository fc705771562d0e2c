/** What a second terminal can ask of the local cloud, beside AWS's own APIs: break and mend, kill, look. */
import * as z from 'zod';
import { type Service, SIDES, type Side } from '../core/service.ts';
import { FUNCTIONS } from '../infrastructure/functions.ts';
import type { StateStore } from '../ports.ts';
import type { Faults } from '../world/faults.ts';
import type { World } from '../world/world.ts';
import type { Inbox } from './aws/inbox.ts';
import type { LocalLambda } from './lambda/local-lambda.ts';
import type { WakePath } from './lambda/wake-path.ts';
import type { LocalSites } from './sites/sites.ts';
import type { VirtualClock } from './virtual-clock.ts';

export interface ControlRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** JSON; empty where there is none. */
  readonly body: string;
}

export interface ControlReply {
  readonly status: number;
  /** Becomes JSON. */
  readonly body: unknown;
}

interface Controlled {
  readonly services: readonly Service[];
  readonly clock: VirtualClock;
  readonly world: World;
  readonly sites: LocalSites;
  readonly lambda: LocalLambda;
  readonly wake: WakePath;
  readonly inbox: Inbox;
  readonly states: StateStore;
}

type Act = (controlled: Controlled, body: unknown) => unknown;

const SITE = z.strictObject({
  service: z.string(),
  side: z.enum(SIDES),
  condition: z.union([
    z.literal('up'),
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('down') }),
      z.strictObject({ kind: z.literal('refused') }),
      z.strictObject({
        kind: z.literal('status'),
        status: z.int().min(200).max(599),
        share: z.number().min(0).max(1),
      }),
      z.strictObject({ kind: z.literal('slow'), byMs: z.int().nonnegative() }),
      z.strictObject({ kind: z.literal('wrong-body') }),
      z.strictObject({ kind: z.literal('bad-certificate') }),
      z.strictObject({ kind: z.literal('not-ready') }),
    ]),
  ]),
});

/** Events alone fail in other ways. */
export const BREAKABLE = [
  'route53Control',
  'cloudWatchUsEast1',
  'cloudWatchHome',
  'healthCheckMetrics',
  'stateStore',
  'notifier',
  'nameServers',
] as const satisfies readonly (keyof Faults)[];

/** Nobody calls the metrics of health checks: they can only stop. */
const FAULT = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('healthCheckMetrics'),
    how: z.nullable(z.literal('silence')),
  }),
  z.strictObject({
    name: z.enum(BREAKABLE).exclude(['healthCheckMetrics']),
    how: z.nullable(z.enum(['error', 'silence', 'answer-lost'])),
  }),
]);

const ALARM = z.strictObject({
  region: z.string(),
  name: z.string(),
  state: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
});

const KILL = z.strictObject({ function: z.optional(z.enum(FUNCTIONS)) });

const KILL_AT_CALL = z.strictObject({ function: z.enum(FUNCTIONS), calls: z.int().positive() });

const TIMELINE_LIMIT = 1_000;

/** By method and path. */
const ACTS: Readonly<Record<string, Act>> = {
  'GET /_local/status': (cloud) => status(cloud),
  'GET /_local/inbox': ({ inbox }) => inbox.messages(),
  'GET /_local/incidents': (cloud) => timelines(cloud),
  'GET /_local/log': ({ lambda }) => lambda.log(),
  'GET /_local/invocations': ({ lambda }) => lambda.finished,
  'POST /_local/sites': async ({ sites }, body) => {
    const { service, side, condition } = z.parse(SITE, body);
    await sites.set(service, side, condition);
  },
  'POST /_local/faults': ({ world }, body) => {
    const { name, how } = z.parse(FAULT, body);
    world.setFault(name, how ?? undefined);
  },
  'POST /_local/alarms': ({ world }, body) => {
    const { state, ...alarm } = z.parse(ALARM, body);
    world.setAlarm(alarm, state);
  },
  'POST /_local/kill': ({ lambda }, body) => {
    const { function: id } = z.parse(KILL, body);
    return { killed: lambda.kill(id) };
  },
  'POST /_local/kill-at-call': ({ lambda }, body) => {
    const { function: id, calls } = z.parse(KILL_AT_CALL, body);
    void lambda.killAtCall(id, calls);
  },
};

/** Never rejects: what is wrong with a request is answered. */
export async function control(
  controlled: Controlled,
  { method, path, body }: ControlRequest,
): Promise<ControlReply> {
  const act = ACTS[`${method} ${path}`];
  if (act === undefined) {
    return {
      status: 404,
      body: { error: `There is no ${method} ${path}.`, allowed: Object.keys(ACTS) },
    };
  }
  try {
    const answer = await act(controlled, body === '' ? undefined : JSON.parse(body));
    return { status: 200, body: answer ?? {} };
  } catch (error) {
    return { status: 400, body: { error: faultText(error) } };
  }
}

function faultText(error: unknown): string {
  if (!(error instanceof z.ZodError)) return error instanceof Error ? error.message : String(error);
  return error.issues
    .map(({ path, message }) => `${path.join('.') || 'The body'}: ${message}`)
    .join('; ');
}

async function status({ services, clock, world, sites, states, wake }: Controlled) {
  const stored = await states.load(services.map(({ id }) => id));
  const sideStatus = (service: Service, side: Side) => ({
    site: sites.condition(service.id, side),
    address: service[side].healthCheck.address ?? service[side].healthCheck.host,
  });
  return {
    nowMs: clock.nowMs(),
    speed: clock.speed,
    faults: Object.fromEntries(BREAKABLE.map((name) => [name, world.fault(name) ?? null])),
    deadLetters: wake.queue.deadLetters.length,
    services: services.map((service) => ({
      service: service.id,
      primary: sideStatus(service, 'primary'),
      secondary: sideStatus(service, 'secondary'),
      state: stored.get(service.id) ?? null,
    })),
  };
}

async function timelines({ services, states }: Controlled) {
  const read = services.map(async ({ id }) => {
    const newestFirst = await states.listTimeline(id, TIMELINE_LIMIT);
    return [id, newestFirst.toReversed()] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}
