/** Which services a scenario is played with. */
import type { Configuration, Service } from '../core/service.ts';
import type { Scenario } from './scenario.ts';

export function castOf(configuration: Configuration, wanted: Scenario['services']): Configuration {
  const [first] = configuration.services;
  if (wanted === 'all' || first === undefined) return configuration;
  if (wanted === 'first') return { ...configuration, services: [first] };
  const digits = String(wanted.copies).length;
  const services = Array.from({ length: wanted.copies }, (_, at) =>
    copyOf(first, String(at + 1).padStart(digits, '0')),
  );
  return { ...configuration, services };
}

/** The same targets under other names: many services that share their Regions fail together. */
function copyOf(original: Service, number: string): Service {
  const [first, ...others] = original.names.map((name) => `n${number}.${name}`);
  return {
    ...original,
    id: `${original.id}-${number}`,
    names: [first ?? original.names[0], ...others],
  };
}
