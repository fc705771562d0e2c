/** The hold switches: one metric each, in the home Region, whose alarm Route 53 follows. */
import {
  type CloudWatchClient,
  type MetricDatum,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { HOLD_METRIC } from '../core/names.ts';
import type { Configuration } from '../core/service.ts';
import { holdDimensions } from '../infrastructure/hold-switch.ts';
import type { HoldSwitches, SwitchValue } from '../ports.ts';
import { awsCall } from './aws-call.ts';
import { inBatches, inParallel } from './in-parallel.ts';

/** PutMetricData takes so many metrics a call. */
const METRICS_PER_CALL = 1_000;
const CALLS_AT_ONCE = 4;

interface HoldSwitchNeeds {
  readonly client: CloudWatchClient;
  readonly configuration: Pick<Configuration, 'stackName' | 'services'>;
}

/** Rejects when any value was not taken; the others may have been. */
export function cloudWatchHoldSwitch({ client, configuration }: HoldSwitchNeeds): HoldSwitches {
  const { stackName, services } = configuration;
  const dimensions = new Map(
    services.map((service) => [service.id, [...holdDimensions(stackName, service)]]),
  );
  const datum = ({ service, value, atMs }: SwitchValue): MetricDatum => ({
    MetricName: HOLD_METRIC.name,
    Dimensions: dimensions.get(service),
    // The decision's time and not the sending's: a late write lands in the past.
    Timestamp: new Date(atMs),
    Value: value,
  });
  const put = async (values: readonly SwitchValue[]) => {
    const command = new PutMetricDataCommand({
      Namespace: HOLD_METRIC.namespace,
      MetricData: values.map(datum),
    });
    await awsCall('cloudwatch:PutMetricData', (options) => client.send(command, options));
  };
  return {
    publish: async (values) => {
      await inParallel(inBatches(values, METRICS_PER_CALL), CALLS_AT_ONCE, put);
    },
  };
}
