/** Decisions for all services of a pass, with the rate brake over them. */
import type { Command } from '../core/command.ts';
import { type Decision, decide } from '../core/decide.ts';
import { type CountedAct, limit } from '../core/limit.ts';
import type { Observation } from '../core/observation.ts';
import type { Configuration, Service } from '../core/service.ts';
import type { AutomaticAct, ServiceState } from '../core/state.ts';

export interface DecideAllInput {
  readonly configuration: Configuration;
  readonly states: ReadonlyMap<string, ServiceState>;
  readonly observations: ReadonlyMap<string, Observation>;
  readonly command: Command | null;
  readonly nowMs: number;
}

/** A command's service `*` means every service. */
export function decideAll(input: DecideAllInput): ReadonlyMap<string, Decision> {
  const services = input.configuration.services.filter(({ id }) => input.states.has(id));
  const free = new Map(services.map((service) => [service.id, decideOne(input, service, false)]));
  const wanted = services.flatMap((service) => countAct(service, free.get(service.id)?.act));
  if (wanted.length === 0) return free;
  const recent = services.flatMap((service) =>
    (input.states.get(service.id)?.acts ?? []).flatMap((act) => countAct(service, act)),
  );
  const restrained = limit(wanted, recent, input.configuration.rateBrake, input.nowMs);
  const braked = services
    .filter(({ id }) => restrained.has(id))
    .map((service) => [service.id, decideOne(input, service, true)] as const);
  return new Map([...free, ...braked]);
}

function decideOne(input: DecideAllInput, service: Service, braked: boolean): Decision {
  const state = input.states.get(service.id);
  const observation = input.observations.get(service.id);
  if (state === undefined || observation === undefined) {
    throw new Error(`${service.id} was decided before it was loaded and observed`);
  }
  return decide({
    service,
    state,
    observation,
    command: concerns(input.command, service) ? input.command : null,
    restraint: braked ? 'rateBrake' : null,
    nowMs: input.nowMs,
  });
}

export function concerns(command: Command | null, { id }: Service): boolean {
  return command !== null && (command.service === id || command.service === '*');
}

function countAct(service: Service, act: AutomaticAct | null | undefined): readonly CountedAct[] {
  return act == null
    ? []
    : [{ service: service.id, primaryRegion: service.primary.region, ...act }];
}
