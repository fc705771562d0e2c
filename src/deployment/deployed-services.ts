import type { DeployedTemplate } from './cloud-formation.ts';

/** Services that are deployed, whether services.yml still names them or not. */
export function deployedServices({ Resources }: DeployedTemplate): readonly string[] {
  return Object.values(Resources).flatMap(({ Type, Properties }) => {
    const dimensions = Type === 'AWS::CloudWatch::Alarm' ? Properties?.Dimensions : undefined;
    if (!Array.isArray(dimensions)) return [];
    const service = dimensions.find(({ Name }) => Name === 'Service')?.Value;
    return typeof service === 'string' ? [service] : [];
  });
}
