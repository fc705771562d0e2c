/** Many services like one, to rehearse what happens when a whole stack fails at once. */
import type { Configuration, Service } from '../core/service.ts';

/** `copies` services made after the first one of the configuration; the configuration itself for 0. */
export function withCopies(configuration: Configuration, copies: number): Configuration {
  const [original] = configuration.services;
  if (copies === 0 || original === undefined) return configuration;
  const digits = String(copies).length;
  const services = Array.from({ length: copies }, (_, at) =>
    copyOf(original, String(at + 1).padStart(digits, '0')),
  );
  return { ...configuration, services };
}

function copyOf(original: Service, number: string): Service {
  const [first, ...others] = original.names.map((name) => `n${number}.${name}`);
  return {
    ...original,
    id: `${original.id}-${number}`,
    names: [first ?? original.names[0], ...others],
  };
}
