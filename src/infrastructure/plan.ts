/** What a deployment would make, cost and meet, as data. */
import {
  type Configuration,
  type RecordTarget,
  type Routing,
  type Service,
  SIDES,
  type Side,
} from '../core/service.ts';
import type { RecordType } from '../route53/record-set.ts';
import { type Cost, monthlyCost, type ServiceCost } from './cost.ts';
import { type Detection, detection, movedSeconds, type Seconds } from './detection.ts';
import { EARS_REGION, earsResources, sharedEarsResources } from './ears.ts';
import { type Hazard, hazardsOf } from './hazards.ts';
import { homeResources } from './home.ts';
import { type Limit, limitsOf } from './limits.ts';
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
  readonly target: RecordTarget;
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
  /** Values, or an alias's name. */
  readonly answers: readonly string[];
  /** Logical id of the check that decides whether it is answered. */
  readonly healthCheck: string | null;
}

export interface Totals {
  readonly services: number;
  readonly resources: number;
  readonly healthChecks: number;
  readonly recordSets: number;
  /** US cents a month. */
  readonly cents: number;
}

export function describePlan(configuration: Configuration): Plan {
  const cost = monthlyCost(configuration);
  const shared = planned(sharedEarsResources(configuration.stackName));
  const services = configuration.services.map((service, index) =>
    servicePlan(configuration, service, cost.services[index]),
  );
  return {
    stackName: configuration.stackName,
    homeRegion: configuration.homeRegion,
    earsRegion: EARS_REGION,
    services,
    shared,
    limits: limitsOf(configuration),
    totals: { services: 0, resources: 0, healthChecks: 0, recordSets: 0, cents: cost.cents },
  };
}
