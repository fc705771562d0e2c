/** One run of one function, as Lambda tells of it. */
import type { TimeScale } from '../virtual-clock.ts';

export interface Invocation {
  readonly requestId: string;
  /** The handler's answer as JSON, or what went wrong. */
  readonly payload: string;
  /** `X-Amz-Function-Error`; absent when the handler answered. */
  readonly functionError?: 'Unhandled';
  /** The last lines of its log. */
  readonly logTail: string;
}

/** What Lambda says of an invocation that its process did not live to answer. */
export function timedOut(requestId: string, seconds: number): string {
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`;
  return JSON.stringify({ errorType: 'Sandbox.Timedout', errorMessage });
}

export function exited(requestId: string, how: string): string {
  const errorMessage = `RequestId: ${requestId} Error: Runtime exited with error: ${how}`;
  return JSON.stringify({ errorType: 'Runtime.ExitError', errorMessage });
}

/** From the account to the process of a function. */
export interface InvokeMessage {
  readonly requestId: string;
  /** JSON. */
  readonly payload: string;
  /** Epoch milliseconds of the account. */
  readonly deadlineMs: number;
  readonly scale: TimeScale;
}

/** Back from it. */
export type RuntimeMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer' | 'error'; readonly requestId: string; readonly payload: string };
