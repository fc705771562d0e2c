import { type Configuration, type Service, SIDES, type Side } from '../core/service.ts';
import { SERVICE_HAZARDS, SIDE_HAZARDS } from './hazard-table.ts';

type ServiceHazardName = keyof typeof SERVICE_HAZARDS;
type SideHazardName = keyof typeof SIDE_HAZARDS;
export type HazardName = ServiceHazardName | SideHazardName;

export interface Hazard {
  readonly name: HazardName;
  /** The sides it is about; none when it is about the service as a whole. */
  readonly sides: readonly Side[];
  /** One English sentence. */
  readonly fact: string;
}

/** Only what is true for this service's settings. */
export function hazardsOf(service: Service, configuration: Configuration): readonly Hazard[] {
  return [...serviceHazards(service, configuration), ...sideHazards(service)];
}

function serviceHazards(service: Service, configuration: Configuration): readonly Hazard[] {
  return (Object.keys(SERVICE_HAZARDS) as ServiceHazardName[])
    .filter((name) => SERVICE_HAZARDS[name].applies(service, configuration))
    .map((name) => ({
      name,
      sides: [],
      fact: SERVICE_HAZARDS[name].fact(service, configuration),
    }));
}

/** Sides with the same sentence share an entry. */
function sideHazards(service: Service): readonly Hazard[] {
  return (Object.keys(SIDE_HAZARDS) as SideHazardName[]).flatMap((name) => {
    const { applies, fact } = SIDE_HAZARDS[name];
    const sides = SIDES.filter((side) => applies(service[side], service, side));
    const bySentence = Map.groupBy(sides, (side) => fact(service[side]));
    return [...bySentence].map(([sentence, of]) => ({ name, sides: of, fact: sentence }));
  });
}
