/** Lambda's REST API over the deployed functions. */
import { localArn } from '../account.ts';
import type { Invocation } from '../lambda/invocation.ts';
import { ApiError, unknownAction } from './api-error.ts';
import type { AwsReply, AwsRequest, AwsService } from './aws-request.ts';

export interface DeployedFunction {
  readonly name: string;
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
}

export interface LambdaPort {
  functions(): readonly DeployedFunction[];
  /** Resolves when the invocation has ended. */
  invoke(name: string, payload: string): Promise<Invocation | 'no-such-function'>;
  /** Answers whether there is such a function. */
  invokeAsync(name: string, payload: string): boolean;
}

interface LambdaNeeds {
  readonly lambda: LambdaPort;
  readonly homeRegion: string;
}

const ACTIONS = ['Invoke', 'ListFunctions', 'GetFunction', 'GetFunctionConfiguration'];
const FUNCTIONS = '/2015-03-31/functions';
/** Lambda quotas: 6 MB for a synchronous call, 1 MB for an asynchronous one. */
const LARGEST_BYTES = { RequestResponse: 6_291_456, Event: 1_048_576, DryRun: 6_291_456 } as const;
type InvocationType = keyof typeof LARGEST_BYTES;

export function lambdaService(needs: LambdaNeeds): AwsService {
  return {
    serve: (request) => serve(needs, request),
    refuse: (error, { requestId }) => ({
      status: error.status,
      headers: { ...JSON_TYPE, 'x-amzn-errortype': error.code, 'x-amzn-requestid': requestId },
      body: JSON.stringify({
        Type: error.status >= 500 ? 'Service' : 'User',
        Message: error.message,
        message: error.message,
      }),
    }),
  };
}

const JSON_TYPE = { 'content-type': 'application/json' } as const;

function serve(needs: LambdaNeeds, request: AwsRequest): AwsReply | Promise<AwsReply> {
  const { method, path } = request;
  const [, name, part] = /^\/2015-03-31\/functions\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? [];
  if (method === 'GET' && path.replace(/\/$/, '') === FUNCTIONS) {
    return json({ Functions: needs.lambda.functions().map((one) => configuration(needs, one)) });
  }
  if (name === undefined) throw unknownAction(`${method} ${path}`, ACTIONS);
  const found = functionOf(needs, request, decodeURIComponent(name));
  switch (`${method} ${part ?? ''}`) {
    case 'GET ':
      return json({ Configuration: configuration(needs, found), Tags: {} });
    case 'GET configuration':
      return json(configuration(needs, found));
    case 'POST invocations':
      return invoke(needs, found, request);
    default:
      throw unknownAction(`${method} ${path}`, ACTIONS);
  }
}

/** By name, partial ARN or ARN. Throws `ResourceNotFoundException`. */
function functionOf(
  { lambda, homeRegion }: LambdaNeeds,
  { region }: AwsRequest,
  given: string,
): DeployedFunction {
  const name = given.replace(/^.*function:/, '').replace(/:\$LATEST$/, '');
  const found = lambda.functions().find((one) => one.name === name);
  if (found !== undefined && region === homeRegion) return found;
  const arn = localArn('lambda', region, `function:${name}`);
  throw new ApiError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
}

function configuration(
  { homeRegion }: LambdaNeeds,
  { name, handler, timeoutSeconds, memoryMb, environment }: DeployedFunction,
) {
  return {
    FunctionName: name,
    FunctionArn: localArn('lambda', homeRegion, `function:${name}`),
    Runtime: 'nodejs24.x',
    Handler: handler,
    Timeout: timeoutSeconds,
    MemorySize: memoryMb,
    Environment: { Variables: environment },
    Version: '$LATEST',
    PackageType: 'Zip',
    State: 'Active',
    LastUpdateStatus: 'Successful',
  };
}

function json(body: object): AwsReply {
  return { status: 200, headers: JSON_TYPE, body: JSON.stringify(body) };
}

async function invoke(
  { lambda }: LambdaNeeds,
  { name }: DeployedFunction,
  { headers, body }: AwsRequest,
): Promise<AwsReply> {
  const type = invocationType(headers['x-amz-invocation-type']);
  if (body.length > LARGEST_BYTES[type]) {
    throw new ApiError(
      'RequestTooLargeException',
      `Request must be smaller than ${LARGEST_BYTES[type]} bytes for the InvokeFunction operation`,
      413,
    );
  }
  const payload = readPayload(body);
  if (type === 'DryRun') return { status: 204, body: '' };
  if (type === 'Event') {
    lambda.invokeAsync(name, payload);
    return { status: 202, body: '' };
  }
  const invocation = await lambda.invoke(name, payload);
  if (invocation === 'no-such-function') {
    throw new ApiError('ResourceNotFoundException', `Function not found: ${name}`, 404);
  }
  return invoked(invocation, headers['x-amz-log-type'] === 'Tail');
}

function invoked(
  { payload, functionError, logTail, requestId }: Invocation,
  wantsLog: boolean,
): AwsReply {
  const headers = {
    ...JSON_TYPE,
    'x-amzn-requestid': requestId,
    'x-amz-executed-version': '$LATEST',
    ...(functionError !== undefined && { 'x-amz-function-error': functionError }),
    ...(wantsLog && { 'x-amz-log-result': Buffer.from(logTail).toString('base64') }),
  };
  return { status: 200, headers, body: payload };
}

function invocationType(header: string | readonly string[] | undefined): InvocationType {
  const type = header ?? 'RequestResponse';
  if (type === 'RequestResponse' || type === 'Event' || type === 'DryRun') return type;
  throw new ApiError('InvalidParameterValueException', `There is no invocation type ${type}.`);
}

function readPayload(body: Buffer): string {
  const text = body.toString();
  if (text === '') return '{}';
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ApiError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${why}`,
    );
  }
}
