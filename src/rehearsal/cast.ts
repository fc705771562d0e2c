/** Which services a scenario is played with. */
import type { Configuration, Service } from '../core/service.ts';
import type { Scenario } from './scenario.ts';

type Wanted = Scenario['services'];

export function castOf(configuration: Configuration, wanted: Wanted): Configuration {
  const [first] = configuration.services;
  if (wanted === 'all' || first === undefined) return configuration;
  if (wanted === 'first') return { ...configuration, services: [first] };
  const services = copyNumbers(wanted.copies).map((number) => copyOf(first, number));
  return { ...configuration, services };
}

/** Their ids, from the ids of the configuration. */
export function castIds(ids: readonly string[], wanted: Wanted): readonly string[] {
  const [first] = ids;
  if (wanted === 'all' || first === undefined) return ids;
  if (wanted === 'first') return [first];
  return copyNumbers(wanted.copies).map((number) => copyId(first, number));
}

function copyNumbers(copies: number): readonly string[] {
  const digits = String(copies).length;
  return Array.from({ length: copies }, (_, at) => String(at + 1).padStart(digits, '0'));
}

function copyId(id: string, number: string): string {
  return `${id}-${number}`;
}

/** The same targets under other names: many services that share their Regions fail together. */
function copyOf(original: Service, number: string): Service {
  const [first, ...others] = original.names.map((name) => `n${number}.${name}`);
  return {
    ...original,
    id: copyId(original.id, number),
    names: [first ?? original.names[0], ...others],
  };
}
