/** What is typed, as values; whatever cannot be one is said by commander, or by the error. */
import { InvalidArgumentError } from 'commander';
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
