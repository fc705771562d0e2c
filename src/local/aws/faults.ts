/** Which of the account's faults a call to a service meets. */
import { EARS_REGION } from '../../infrastructure/ears.ts';
import type { CalledService, CallFault } from '../../world/faults.ts';
import type { World } from '../../world/world.ts';
import { ApiError } from './api-error.ts';

export function faultOf(
  world: World,
  { service, region }: { readonly service: string; readonly region: string },
): CallFault | undefined {
  const called = calledService(service, region);
  return called && world.fault(called);
}

function calledService(service: string, region: string): CalledService | undefined {
  switch (service) {
    case 'route53':
      return 'route53Control';
    case 'monitoring':
      return region === EARS_REGION ? 'cloudWatchUsEast1' : 'cloudWatchHome';
    case 'dynamodb':
      return 'stateStore';
    case 'sns':
      return 'notifier';
    default:
      return undefined;
  }
}

/** As each service names that it is broken; clients try again. */
export function serviceFailure(service: string): ApiError {
  const code = FAILURES[service] ?? 'InternalFailure';
  return new ApiError(code, 'The service is unavailable: a fault is set in the local cloud.', 503);
}

const FAILURES: Readonly<Record<string, string>> = {
  route53: 'ServiceUnavailable',
  monitoring: 'InternalServiceError',
  dynamodb: 'InternalServerError',
  sns: 'InternalError',
};
