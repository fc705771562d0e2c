/** What a deployment would make, cost and meet, as data. */
import type {
  Configuration,
  EndpointCheck,
  Routing,
  Service,
  ServiceSide,
  Side,
} from '../core/service.ts';
import type { RecordType } from '../route53/record-set.ts';
import { type Cost, monthlyCost, type ServiceCost, serviceCost } from './cost.ts';
import { type Detection, detection, movedSeconds, type Seconds } from './detection.ts';
import { EARS_REGION, earsResources, sharedEarsResources } from './ears.ts';
import { type Hazard, hazardsOf } from './hazards.ts';
import { homeResources } from './home.ts';
import { type Limit, limitsOf } from './limits.ts';
import { recordSetGroup } from './records.ts';
import type { Resource, TemplateRecordSet } from './template.ts';

export interface Plan {
  readonly stackName: string;
  readonly homeRegion: string;
  readonly earsRegion: string;
  readonly services: readonly ServicePlan[];
  /** In ears, for all services. */
  readonly shared: readonly PlannedResource[];
  readonly cost: Pick<Cost, 'account' | 'cents' | 'assumedPlace'> & {
    /** US cents a month if the endpoints that the configuration does not tell are not on AWS. */
    readonly centsIfElsewhere: number;
  };
  readonly limits: readonly Limit[];
  readonly totals: Totals;
}

export interface ServicePlan {
  readonly id: string;
  readonly names: readonly string[];
  readonly zone: Service['zone'];
  readonly routing: Routing;
  readonly mode: Service['mode'];
  readonly sides: Readonly<Record<Side, SidePlan>>;
  readonly home: readonly PlannedResource[];
  readonly ears: readonly PlannedResource[];
  readonly records: readonly PlannedRecord[];
  /** From the primary's outage until every resolver that keeps to the TTL asks again; an alias brings its own TTL. */
  readonly movedSeconds: Seconds;
  readonly ttlSeconds: number;
  readonly cost: ServiceCost;
  readonly hazards: readonly Hazard[];
}

export interface SidePlan {
  readonly region: string;
  readonly healthCheck: EndpointCheck;
  readonly detection: Detection;
}

export interface PlannedResource {
  readonly logicalId: string;
  readonly type: Resource['Type'];
  /** As the console shows it; a record set group has none but its logical id. */
  readonly name: string;
}

export interface PlannedRecord {
  readonly name: string;
  readonly type: RecordType;
  readonly setIdentifier: string;
  readonly routing: number | 'PRIMARY' | 'SECONDARY';
  /** Values, or the name that an alias stands for. */
  readonly answers: readonly string[];
  readonly alias: boolean;
  /** Logical id of the check that decides whether it is answered. */
  readonly healthCheck: string | null;
}

export interface Totals {
  readonly services: number;
  readonly resources: number;
  readonly healthChecks: number;
  readonly recordSets: number;
}

export function describePlan(configuration: Configuration): Plan {
  const { account, cents, assumedPlace } = monthlyCost(configuration);
  const services = configuration.services.map((service) => servicePlan(service, configuration));
  const shared = planned(sharedEarsResources(configuration));
  return {
    stackName: configuration.stackName,
    homeRegion: configuration.homeRegion,
    earsRegion: EARS_REGION,
    services,
    shared,
    cost: {
      account,
      cents,
      assumedPlace,
      centsIfElsewhere: monthlyCost(configuration, 'elsewhere').cents,
    },
    limits: limitsOf(configuration),
    totals: totals(services, shared),
  };
}

function servicePlan(service: Service, configuration: Configuration): ServicePlan {
  const { id, names, zone, routing, mode, ttlSeconds } = service;
  return {
    id,
    names,
    zone,
    routing,
    mode,
    ttlSeconds,
    sides: { primary: sidePlan(service.primary), secondary: sidePlan(service.secondary) },
    home: planned(homeResources(configuration, service)),
    ears: planned(earsResources(configuration.stackName, service)),
    records: recordSetGroup(service).Properties.RecordSets.map(plannedRecord),
    movedSeconds: movedSeconds(service.primary.healthCheck, ttlSeconds),
    cost: serviceCost(service),
    hazards: hazardsOf(service, configuration),
  };
}

function sidePlan({ region, healthCheck }: ServiceSide): SidePlan {
  return { region, healthCheck, detection: detection(healthCheck) };
}

function planned(resources: Readonly<Record<string, Resource>>): readonly PlannedResource[] {
  return Object.entries(resources).map(([logicalId, resource]) => ({
    logicalId,
    type: resource.Type,
    name: shownName(logicalId, resource),
  }));
}

function shownName(logicalId: string, resource: Resource): string {
  switch (resource.Type) {
    case 'AWS::Route53::HealthCheck':
      return resource.Properties.HealthCheckTags[0]?.Value ?? logicalId;
    case 'AWS::CloudWatch::Alarm':
      return resource.Properties.AlarmName;
    case 'AWS::Events::Rule':
      return resource.Properties.Name;
    case 'AWS::Route53::RecordSetGroup':
      return logicalId;
  }
}

function plannedRecord(set: TemplateRecordSet): PlannedRecord {
  return {
    name: set.Name,
    type: set.Type,
    setIdentifier: set.SetIdentifier,
    routing: set.Failover ?? set.Weight ?? 0,
    answers: set.AliasTarget ? [set.AliasTarget.DNSName] : (set.ResourceRecords ?? []),
    alias: set.AliasTarget !== undefined,
    healthCheck: set.HealthCheckId?.Ref ?? null,
  };
}

function totals(services: readonly ServicePlan[], shared: readonly PlannedResource[]): Totals {
  const resources = [...services.flatMap(({ home, ears }) => [...home, ...ears]), ...shared];
  return {
    services: services.length,
    resources: resources.length,
    healthChecks: resources.filter(({ type }) => type === 'AWS::Route53::HealthCheck').length,
    recordSets: services.flatMap(({ records }) => records).length,
  };
}
