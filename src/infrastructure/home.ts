/** The stack in the home Region: checks, hold switches and records. */
import { type Configuration, type Service, SIDES } from '../core/service.ts';
import { healthCheckResources } from './health-checks.ts';
import { holdSwitchResources } from './hold-switch.ts';
import { logicalIds } from './logical-ids.ts';
import { merged } from './merged.ts';
import { recordSetGroup } from './records.ts';
import { type Output, type Resource, ref, type Template } from './template.ts';

export function homeTemplate(configuration: Configuration): Template {
  const { services } = configuration;
  return {
    Resources: merged(services.map((service) => homeResources(configuration, service))),
    Outputs: merged(services.map(healthOutputs)),
  };
}

/** By logical id: what one service has in home. */
export function homeResources(
  configuration: Configuration,
  service: Service,
): Readonly<Record<string, Resource>> {
  return {
    ...healthCheckResources(configuration.stackName, service),
    ...holdSwitchResources(configuration, service),
    [logicalIds(service).records]: recordSetGroup(service),
  };
}

function healthOutputs(service: Service): Readonly<Record<string, Output>> {
  return merged(
    SIDES.map((side) => {
      const ids = logicalIds(service)[side];
      const Description = `Check that is the health of the ${side} of ${service.id}`;
      return { [ids.healthCheckId]: { Value: ref(ids.health), Description } };
    }),
  );
}
