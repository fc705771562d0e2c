/** The one HTTP endpoint of all AWS services here: told apart by the service that a request is signed for. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { World } from '../../world/world.ts';
import type { ControlReply, ControlRequest } from '../control.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { ApiError } from './api-error.ts';
import {
  type AwsReply,
  type AwsRequest,
  type AwsService,
  readBody,
  scopeOf,
} from './aws-request.ts';
import { cloudWatchService } from './cloudwatch.ts';
import { dynamoProxy } from './dynamo-proxy.ts';
import { type BusPort, eventsService } from './events.ts';
import { faultOf, serviceFailure } from './faults.ts';
import type { Inbox } from './inbox.ts';
import { type LambdaPort, lambdaService } from './lambda.ts';
import { route53Service } from './route53/route53.ts';
import { snsService } from './sns.ts';
import { stsService } from './sts.ts';
import { Throttle } from './throttle.ts';

export interface GatewayNeeds {
  readonly world: World;
  readonly clock: VirtualClock;
  readonly homeRegion: string;
  readonly lambda: LambdaPort;
  readonly bus: BusPort;
  readonly inbox: Inbox;
  /** Whoever speaks DynamoDB. */
  readonly dynamoUrl: string;
  /** Host names of the zones' name servers; by default those of their NS records. */
  readonly nameServers?: readonly string[];
  /** Hears of every request to AWS before it is served, with the access key that signed it. */
  readonly onCall?: (accessKeyId: string) => void;
  /** Takes everything under `/_local/`. */
  readonly control?: (request: ControlRequest) => Promise<ControlReply>;
}

export interface Gateway {
  readonly url: string;
  close(): Promise<void>;
}

/** The signature itself is not checked: any credentials are good. */
export async function startGateway(
  needs: GatewayNeeds,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Gateway> {
  const services = servicesOf(needs);
  const server = createServer((request, response) => {
    response.sendDate = false;
    response.setHeader('date', new Date(needs.clock.nowMs()).toUTCString());
    void serve(needs, services, request, response);
  });
  const listening = Promise.withResolvers<void>();
  server.once('error', listening.reject);
  server.listen(port, host, listening.resolve);
  await listening.promise;
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}`,
    close: async () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
}

type Services = ReadonlyMap<string, AwsService>;

function servicesOf(needs: GatewayNeeds): Services {
  const { world, clock, lambda, homeRegion, bus, inbox, dynamoUrl, nameServers } = needs;
  const nowMs = () => clock.nowMs();
  return new Map([
    ['route53', route53Service({ world, clock, throttle: new Throttle(nowMs), nameServers })],
    ['monitoring', cloudWatchService(world)],
    ['sns', snsService(inbox)],
    ['events', eventsService(bus, nowMs)],
    ['lambda', lambdaService({ lambda, homeRegion })],
    ['dynamodb', dynamoProxy(dynamoUrl)],
    ['sts', stsService()],
  ]);
}

const NO_CONTENT = 204;
const CONTROL_PATH = '/_local/';

type Outcome = AwsReply | 'silence' | 'broken';

/** Never rejects: whatever goes wrong is answered, or the connection ends. */
async function serve(
  needs: GatewayNeeds,
  services: Services,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = randomUUID();
  response.setHeader('x-amzn-requestid', requestId);
  const outcome = await outcomeOf(needs, services, incoming, requestId).catch(failed);
  if (outcome === 'silence') return;
  if (outcome === 'broken') incoming.socket.destroy();
  else send(response, outcome);
}

/** A fault of this program, or a request that is none: never silent. */
function failed(error: unknown): AwsReply {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const status = error instanceof ApiError ? error.status : 500;
  return jsonReply(status, { __type: 'InternalFailure', message });
}

async function outcomeOf(
  needs: GatewayNeeds,
  services: Services,
  incoming: IncomingMessage,
  requestId: string,
): Promise<Outcome> {
  const { pathname: path, searchParams: query } = new URL(incoming.url ?? '/', 'http://local');
  const { method = 'GET', headers } = incoming;
  const body = await readBody(incoming);
  if (path.startsWith(CONTROL_PATH)) {
    const reply = await needs.control?.({ method, path, body: body.toString() });
    return jsonReply(reply?.status ?? 404, reply?.body ?? {});
  }
  const scope = scopeOf(headers.authorization);
  const service = scope && services.get(scope.service);
  if (scope === undefined || service === undefined) return nobodys(scope?.service, services);
  needs.onCall?.(scope.accessKeyId);
  const request = { method, path, query, headers, body, requestId, ...scope };
  return answerOf(needs, service, request);
}

async function answerOf(
  { world, clock }: GatewayNeeds,
  service: AwsService,
  request: AwsRequest,
): Promise<Outcome> {
  const fault = faultOf(world, request);
  if (fault === 'silence') return 'silence';
  if (fault === 'error') return service.refuse(serviceFailure(request.service), request);
  world.step(clock.nowMs());
  const reply = await actedOn(service, request);
  return fault === 'answer-lost' ? 'broken' : reply;
}

async function actedOn(service: AwsService, request: AwsRequest): Promise<AwsReply> {
  try {
    return await service.serve(request);
  } catch (error) {
    if (error instanceof ApiError) return service.refuse(error, request);
    throw error;
  }
}

function nobodys(service: string | undefined, services: Services): AwsReply {
  const known = [...services.keys()].join(', ');
  return service === undefined
    ? jsonReply(403, {
        __type: 'MissingAuthenticationToken',
        message: `Sign the request, with any credentials: the local cloud tells by the credential scope which service it is for (${known}).`,
      })
    : jsonReply(501, {
        __type: 'UnknownOperationException',
        message: `The local cloud has no ${service}. It has: ${known}.`,
      });
}

function jsonReply(status: number, body: unknown): AwsReply {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function send(response: ServerResponse, { status, headers, body }: AwsReply): void {
  if (response.headersSent || response.destroyed) return;
  const length = status === NO_CONTENT ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length });
  response.end(body);
}
