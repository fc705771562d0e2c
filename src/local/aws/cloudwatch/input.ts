/** Members of CloudWatch's inputs, each of the type that the API gives it. */
import type { MetricDimension } from '../../../world/metrics.ts';
import { ApiError } from '../api-error.ts';

export type Input = Readonly<Record<string, unknown>>;

const MOST_DIMENSIONS = 30;

export function invalid(message: string): ApiError {
  return new ApiError('ValidationError', message);
}

export function text(input: Input, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || typeof value === 'string') return value;
  throw invalid(`${name} must be a text.`);
}

export function requiredText(input: Input, name: string): string {
  const value = text(input, name);
  if (value === undefined || value === '') {
    throw new ApiError('MissingParameter', `The parameter ${name} is required.`);
  }
  return value;
}

export function number(input: Input, name: string): number | undefined {
  const value = input[name];
  if (value === undefined || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw invalid(`${name} must be a number.`);
}

export function requiredNumber(input: Input, name: string): number {
  const value = number(input, name);
  if (value === undefined) {
    throw new ApiError('MissingParameter', `The parameter ${name} is required.`);
  }
  return value;
}

/** Epoch seconds, or a text of ISO 8601. */
export function timeMs(input: Input, name: string): number | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  const ms = typeof value === 'number' ? Math.round(value * 1000) : Date.parse(String(value));
  if (Number.isNaN(ms)) throw invalid(`${name} is no time.`);
  return ms;
}

export function list(input: Input, name: string): readonly unknown[] {
  const value = input[name];
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  throw invalid(`${name} must be a list.`);
}

export function dimensions(input: Input): readonly MetricDimension[] {
  const listed = list(input, 'Dimensions').map((one) => {
    const dimension = Object(one) as Input;
    return { Name: requiredText(dimension, 'Name'), Value: requiredText(dimension, 'Value') };
  });
  if (listed.length > MOST_DIMENSIONS) {
    throw invalid(`A metric has at most ${MOST_DIMENSIONS} dimensions.`);
  }
  return listed;
}

/** A page of a list from the position that a token names. */
export function page<Item>(
  items: readonly Item[],
  token: string | undefined,
  size: number,
): { readonly items: readonly Item[]; readonly next: string | undefined } {
  const from = token === undefined ? 0 : Number(token);
  if (!Number.isInteger(from) || from < 0) {
    throw new ApiError('InvalidNextToken', 'The next token is invalid.');
  }
  const end = from + size;
  return { items: items.slice(from, end), next: end < items.length ? String(end) : undefined };
}
