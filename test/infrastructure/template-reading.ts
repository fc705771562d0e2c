import type {
  AlarmResource,
  HealthCheckResource,
  RecordSetGroupResource,
  Ref,
  Resource,
  Template,
} from '../../src/infrastructure/template.ts';

interface ResourceOfType {
  'AWS::Route53::HealthCheck': HealthCheckResource;
  'AWS::CloudWatch::Alarm': AlarmResource;
  'AWS::Route53::RecordSetGroup': RecordSetGroupResource;
}

/** The resource of that id, which must be of that type. */
export function resource<T extends keyof ResourceOfType>(
  { Resources }: Template,
  logicalId: string,
  type: T,
): ResourceOfType[T] {
  const found = Resources[logicalId];
  if (found?.Type !== type) throw new Error(`${logicalId} is ${found?.Type}, not ${type}`);
  return found as Resource as ResourceOfType[T];
}

export function healthCheck(template: Template, logicalId: string): HealthCheckResource {
  return resource(template, logicalId, 'AWS::Route53::HealthCheck');
}

export function groups({ Resources }: Template): readonly RecordSetGroupResource[] {
  return Object.values(Resources).filter((found) => found.Type === 'AWS::Route53::RecordSetGroup');
}

/** Logical ids of the checks that record sets name, and of those that these follow. */
export function checksBehindRecords(template: Template): ReadonlySet<string> {
  const named = groups(template).flatMap(({ Properties }) =>
    Properties.RecordSets.flatMap(({ HealthCheckId }) => HealthCheckId?.Ref ?? []),
  );
  return new Set(named.flatMap((id) => [id, ...children(template, id)]));
}

export function children(template: Template, logicalId: string): readonly string[] {
  const { HealthCheckConfig } = healthCheck(template, logicalId).Properties;
  return HealthCheckConfig.Type === 'CALCULATED'
    ? HealthCheckConfig.ChildHealthChecks.map(({ Ref }) => Ref)
    : [];
}

/** Everything that anything in the template refers to. */
export function references(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isRef(value)) return [value.Ref];
  return Object.values(value).flatMap(references);
}

function isRef(value: object): value is Ref {
  return Object.keys(value).join() === 'Ref';
}
