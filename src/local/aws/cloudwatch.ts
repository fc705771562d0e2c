/** CloudWatch over the account: its JSON protocol, which the AWS CLI and the SDK both speak. */
import type { World } from '../../world/world.ts';
import type { AwsService } from './aws-request.ts';
import { alarmActions } from './cloudwatch/alarm-actions.ts';
import { metricActions } from './cloudwatch/metric-actions.ts';
import { jsonService } from './json-protocol.ts';

export function cloudWatchService(world: World): AwsService {
  return jsonService('1.0', { ...alarmActions(world), ...metricActions(world) }, SHAPES);
}

const SHAPES = {
  InternalServiceError: 'InternalServiceFault',
  InvalidParameterCombination: 'InvalidParameterCombinationException',
  InvalidParameterValue: 'InvalidParameterValueException',
  MissingParameter: 'MissingRequiredParameterException',
  ValidationError: 'ValidationException',
} as const;
