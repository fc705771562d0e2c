/** Health checks as Route 53's control plane has them, for whoever looks and changes nothing. */
import {
  GetHealthCheckCommand,
  GetHealthCheckStatusCommand,
  type Route53Client,
} from '@aws-sdk/client-route-53';
import type { HealthCheckConfig } from '../route53/health-check.ts';
import { awsCall } from './aws-call.ts';
import { AwsError, isNamed, senselessAnswer } from './aws-error.ts';

const GET = 'route53:GetHealthCheck';
const STATUS = 'route53:GetHealthCheckStatus';

/** `null` where there is no such check. Rejects with `AwsError`. */
export async function readHealthCheck(
  client: Route53Client,
  id: string,
): Promise<HealthCheckConfig | null> {
  const command = new GetHealthCheckCommand({ HealthCheckId: id });
  try {
    const { HealthCheck } = await awsCall(GET, (options) => client.send(command, options));
    const config = HealthCheck?.HealthCheckConfig;
    if (!config?.Type) throw senselessAnswer(GET, 'HealthCheckConfig');
    return config as HealthCheckConfig;
  } catch (error) {
    if (error instanceof AwsError && isNamed(error.cause, 'NoSuchHealthCheck')) return null;
    throw error;
  }
}

export interface CheckerStatus {
  readonly healthy: boolean;
  /** As the checker says it, e.g. `Success: HTTP Status Code: 200. OK`. */
  readonly said: string;
}

/** What each checker of an endpoint says; a status begins with `Success` or `Failure`. Rejects with `AwsError`. */
export async function readCheckers(
  client: Route53Client,
  id: string,
): Promise<readonly CheckerStatus[]> {
  const command = new GetHealthCheckStatusCommand({ HealthCheckId: id });
  const answer = await awsCall(STATUS, (options) => client.send(command, options));
  if (answer.HealthCheckObservations === undefined) {
    throw senselessAnswer(STATUS, 'HealthCheckObservations');
  }
  return answer.HealthCheckObservations.flatMap(({ StatusReport }) => {
    const said = StatusReport?.Status;
    return said === undefined ? [] : [{ healthy: said.startsWith('Success'), said }];
  });
}
