/** What is typed, as values; whatever cannot be one is said by commander, or by the error. */
import { userInfo } from 'node:os';
import { InvalidArgumentError } from 'commander';
import { durationMs } from '../config/duration.ts';
import type { Configuration, Service } from '../core/service.ts';

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('A whole number, please.');
  return Number(text);
}

export function positive(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new InvalidArgumentError('A whole number from 1 on, please.');
  }
  return Number(text);
}

/** Throws, and says which ones there are. */
export function serviceNamed({ services }: Configuration, id: string): Service {
  const named = services.find((service) => service.id === id);
  if (named !== undefined) return named;
  throw new Error(`No service ${id}. There are: ${services.map((one) => one.id).join(', ')}`);
}

/** Of this machine. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user without a name, as in some containers.
    return 'unknown';
  }
}

/** Milliseconds. */
export function duration(text: string): number {
  const ms = durationMs(text);
  if (Number.isNaN(ms)) throw new InvalidArgumentError('A duration such as 90m, 4h or 2d, please.');
  return ms;
}
