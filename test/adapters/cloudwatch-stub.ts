/** As much of CloudWatch's JSON protocol as the adapters speak, over ports of the simulated account. */
import type { Alarms, HoldSwitches } from '../../src/ports.ts';
import { type AwsAnswer, type AwsRequest, jsonError, ok } from './aws-stub.ts';

/** What the service refuses by itself. */
const LIMITS = { names: 100, metrics: 1_000 } as const;

interface Datum {
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
  /** Epoch seconds. */
  readonly Timestamp: number;
  readonly Value: number;
}

export function cloudWatchAnswer(alarms: Alarms, holdSwitches: HoldSwitches) {
  return async ({ action, region, text }: AwsRequest): Promise<AwsAnswer> => {
    const input = JSON.parse(text);
    try {
      return action.endsWith('DescribeAlarms')
        ? await describeAlarms(alarms, region, input.AlarmNames)
        : await putMetricData(holdSwitches, input.MetricData);
    } catch {
      return jsonError('InternalServiceError', 500);
    }
  };
}

async function describeAlarms(
  alarms: Alarms,
  region: string,
  names: readonly string[],
): Promise<AwsAnswer> {
  if (names.length > LIMITS.names) return jsonError('ValidationError');
  const states = await alarms.states(names.map((name) => ({ region, name })));
  const found = [...states].flatMap(([key, state]) =>
    state.known ? [{ AlarmName: key.slice(region.length + 1), StateValue: state.value }] : [],
  );
  return ok({ MetricAlarms: found, CompositeAlarms: [] });
}

async function putMetricData(
  holdSwitches: HoldSwitches,
  data: readonly Datum[],
): Promise<AwsAnswer> {
  if (data.length > LIMITS.metrics) return jsonError('ValidationError');
  const values = data.map(({ Dimensions, Timestamp, Value }) => ({
    service: Dimensions.find(({ Name }) => Name === 'Service')?.Value ?? '',
    value: Value === 1 ? (1 as const) : (0 as const),
    atMs: Timestamp * 1000,
  }));
  await holdSwitches.publish(values);
  return ok({});
}
