/** Health checks as the Route 53 API (2013-04-01, `HealthCheckConfig`) spells them. */

/** What a check says. There is no third value: without data it counts as `healthy`, before `Inverted`. */
export type HealthStatus = 'healthy' | 'unhealthy';

/** Regions from which Route 53's checkers probe (API `HealthCheckRegion`). */
export type CheckerRegion =
  | 'us-east-1'
  | 'us-west-1'
  | 'us-west-2'
  | 'eu-west-1'
  | 'ap-southeast-1'
  | 'ap-southeast-2'
  | 'ap-northeast-1'
  | 'sa-east-1';

interface AnyHealthCheck {
  readonly Inverted?: boolean;
  readonly Disabled?: boolean;
}

/** A check whose checkers probe an endpoint. */
export interface EndpointHealthCheck extends AnyHealthCheck {
  readonly Type: 'HTTP' | 'HTTPS' | 'HTTP_STR_MATCH' | 'HTTPS_STR_MATCH' | 'TCP';
  readonly IPAddress?: string;
  readonly FullyQualifiedDomainName?: string;
  readonly Port: number;
  readonly ResourcePath?: string;
  readonly SearchString?: string;
  /** Seconds between an answer and the next request of one checker: 10 or 30. */
  readonly RequestInterval: 10 | 30;
  /** 1–10 opposite results in a row before one checker changes its mind. */
  readonly FailureThreshold: number;
  readonly MeasureLatency?: boolean;
  readonly EnableSNI?: boolean;
  readonly Regions?: readonly CheckerRegion[];
}

/** A check over other checks. */
export interface CalculatedHealthCheck extends AnyHealthCheck {
  readonly Type: 'CALCULATED';
  readonly ChildHealthChecks: readonly string[];
  /** 0–256 healthy children that make this check healthy. */
  readonly HealthThreshold: number;
}

/** A check that follows the metric of a CloudWatch alarm. */
export interface AlarmHealthCheck extends AnyHealthCheck {
  readonly Type: 'CLOUDWATCH_METRIC';
  readonly AlarmIdentifier: { readonly Region: string; readonly Name: string };
  readonly InsufficientDataHealthStatus: 'Healthy' | 'Unhealthy' | 'LastKnownStatus';
}

/** Any check that this model knows; RECOVERY_CONTROL is left out. */
export type HealthCheckConfig = EndpointHealthCheck | CalculatedHealthCheck | AlarmHealthCheck;
