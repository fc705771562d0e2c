/** What Route 53 refuses about the settings of a health check. */
import { isIP } from 'node:net';
import { addressKind } from '../../../config/addresses.ts';
import type {
  CalculatedHealthCheck,
  EndpointHealthCheck,
  HealthCheckConfig,
} from '../../../route53/health-check.ts';
import { ApiError } from '../api-error.ts';

const MAX_CHILDREN = 256;

export function invalid(message: string): ApiError {
  return new ApiError('InvalidInput', message);
}

/** Throws `InvalidInput` on a config that the API does not take. */
export function assertConfig(config: HealthCheckConfig): void {
  const fault = faultOf(config) ?? strangerOf(config);
  if (fault !== undefined) throw invalid(fault);
}

function faultOf(config: HealthCheckConfig): string | undefined {
  switch (config.Type) {
    case 'CALCULATED':
      return calculatedFault(config);
    case 'CLOUDWATCH_METRIC':
      return config.AlarmIdentifier
        ? undefined
        : 'A CLOUDWATCH_METRIC check needs AlarmIdentifier.';
    default:
      return endpointFault(config);
  }
}

function calculatedFault(config: Partial<CalculatedHealthCheck>): string | undefined {
  const children = config.ChildHealthChecks;
  if (children === undefined || config.HealthThreshold === undefined) {
    return 'A CALCULATED check needs ChildHealthChecks and HealthThreshold.';
  }
  return children.length > MAX_CHILDREN
    ? `A CALCULATED check has at most ${MAX_CHILDREN} children.`
    : undefined;
}

function endpointFault(check: EndpointHealthCheck): string | undefined {
  const { Type, IPAddress, FullyQualifiedDomainName, SearchString } = check;
  if (IPAddress === undefined && FullyQualifiedDomainName === undefined) {
    return 'A check of an endpoint needs IPAddress or FullyQualifiedDomainName.';
  }
  if (IPAddress !== undefined && !isProbed(IPAddress)) {
    return `${IPAddress} is not an address that checkers can reach.`;
  }
  if (check.Port === undefined) return 'A TCP check needs Port.';
  const isSearch = Type === 'HTTP_STR_MATCH' || Type === 'HTTPS_STR_MATCH';
  if (isSearch === (SearchString !== undefined && SearchString !== '')) return undefined;
  return isSearch ? `A check of type ${Type} needs SearchString.` : `${Type} has no SearchString.`;
}

/** Route 53 itself refuses loopback addresses; here they are what there is. */
function isProbed(address: string): boolean {
  if (isIP(address) === 0) return false;
  const kind = addressKind(address);
  return kind === 'public' || kind === 'loopback';
}

const ENDPOINT_FIELDS: readonly string[] = [
  'IPAddress',
  'Port',
  'ResourcePath',
  'FullyQualifiedDomainName',
  'SearchString',
  'RequestInterval',
  'FailureThreshold',
  'MeasureLatency',
  'EnableSNI',
  'Regions',
];
const FIELDS_OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  CALCULATED: ['ChildHealthChecks', 'HealthThreshold'],
  CLOUDWATCH_METRIC: ['AlarmIdentifier', 'InsufficientDataHealthStatus'],
};

function strangerOf(config: HealthCheckConfig): string | undefined {
  const own = FIELDS_OF_TYPE[config.Type] ?? ENDPOINT_FIELDS;
  const stranger = Object.keys(config).find(
    (field) => !['Type', 'Inverted', 'Disabled', ...own].includes(field),
  );
  return stranger && `A check of type ${config.Type} has no ${stranger}.`;
}
