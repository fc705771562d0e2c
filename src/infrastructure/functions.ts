/** The four functions: what serverless.yml and the plugin must agree on with the resources around them. */
import { FUNCTION_TIMEOUT_MS } from '../core/limits.ts';
import { arnOf, type GetAtt, type Ref, ref } from './template.ts';

export const FUNCTIONS = ['alarm', 'tick', 'failback', 'operate'] as const;
export type FunctionId = (typeof FUNCTIONS)[number];

/** Lambda's own limit on it and the pass's idea of a dead pass are one number. */
export const TIMEOUT_SECONDS = FUNCTION_TIMEOUT_MS / 1000;

/** Without the stage that the framework would add: messages print commands with this name. */
export function functionName(stackName: string, id: FunctionId): string {
  return `${stackName}-${id}`;
}

export function logGroupName(stackName: string, id: FunctionId): string {
  return `/aws/lambda/${functionName(stackName, id)}`;
}

/** The function itself is made by the framework, which gives it this id. */
type Part =
  | 'LambdaFunction'
  | 'Role'
  | 'ErrorsAlarm'
  | 'ThrottlesAlarm'
  | 'DurationAlarm'
  | 'InvokeConfig';

export function partOf(id: FunctionId, part: Part): string {
  return `${id.charAt(0).toUpperCase()}${id.slice(1)}${part}`;
}

export function functionRef(id: FunctionId): Ref {
  return ref(partOf(id, 'LambdaFunction'));
}

export function functionArn(id: FunctionId): GetAtt {
  return arnOf(partOf(id, 'LambdaFunction'));
}

export const TABLE = 'Table';
export const TOPIC = 'Topic';

/** What the functions read from their environment; `wire.ts` is the reader. */
export const ENVIRONMENT: Readonly<Record<string, Ref>> = {
  SWITCHBACK_TABLE: ref(TABLE),
  SWITCHBACK_TOPIC_ARN: ref(TOPIC),
};
