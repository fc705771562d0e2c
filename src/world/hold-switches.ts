/** The hold switches: metrics in the home Region, each with its alarm, which Route 53 follows. */
import { HOLD_METRIC } from '../core/names.ts';
import type { AlarmRef } from '../core/service.ts';
import { alarmKey, type HoldSwitches as HoldSwitchesPort, type SwitchValue } from '../ports.ts';
import type { AlarmSettings } from '../route53/alarm-snapshot.ts';
import type { HealthStatus } from '../route53/health-check.ts';
import type { Agenda } from './agenda.ts';
import type { Calls } from './calls.ts';
import { MetricView } from './metric-view.ts';
import { type MetricDatum, type MetricId, metricKey } from './metrics.ts';
import type { WorldParameters } from './parameters.ts';
import { type Chance, chanceFor } from './random.ts';

const VALUES_PER_PUT = 1000;

interface HoldSwitchNeeds {
  readonly seed: number;
  readonly agenda: Agenda;
  readonly parameters: WorldParameters;
}

type Report = (status: HealthStatus | 'insufficient') => void;

interface HoldSwitch {
  readonly service: string;
  readonly view: MetricView;
  readonly followers: Report[];
}

export class HoldSwitches {
  readonly #needs: HoldSwitchNeeds;
  readonly #ingestion: Chance;
  readonly #byAlarm = new Map<string, HoldSwitch>();
  readonly #byService = new Map<string, HoldSwitch>();
  readonly #byMetric = new Map<string, HoldSwitch>();

  constructor(needs: HoldSwitchNeeds) {
    this.#needs = needs;
    this.#ingestion = chanceFor(needs.seed, 'ingestion of hold metrics');
  }

  /** `followAlarm` hears what the alarm itself makes of the metric. Throws on an alarm that is on no hold metric. */
  create(alarm: AlarmRef, settings: AlarmSettings, followAlarm: Report): void {
    const { seed, agenda, parameters } = this.#needs;
    const viewMs = chanceFor(seed, `view of ${alarmKey(alarm)}`).whole(parameters.metricViewMs);
    const lookbackMinutes = parameters.metricLookbackMinutes;
    const followers = [followAlarm];
    const view = new MetricView({ alarm: settings, viewMs, lookbackMinutes }, agenda, (status) => {
      for (const follower of followers) follower(status);
    });
    const made = { service: serviceOf(settings), view, followers };
    this.#byAlarm.set(alarmKey(alarm), made);
    this.#byService.set(made.service, made);
    this.#byMetric.set(metricKey(metricOf(alarm.region, settings)), made);
  }

  /** Answers whose hold switch the alarm is; `undefined` when it is none. */
  follow(alarm: AlarmRef, follower: Report): string | undefined {
    const found = this.#byAlarm.get(alarmKey(alarm));
    found?.followers.push(follower);
    return found?.service;
  }

  /** A value of any metric; one that is no hold switch's changes nothing here. */
  put(datum: MetricDatum): void {
    const { agenda, parameters } = this.#needs;
    const found = this.#byMetric.get(metricKey(datum));
    if (found === undefined) return;
    const seenAtMs = agenda.nowMs + this.#ingestion.whole(parameters.metricIngestionMs);
    found.view.publish(datum.value, datum.atMs, seenAtMs);
  }

  /** A metric without an alarm is taken and forgotten, as CloudWatch takes any metric. */
  publish(values: readonly SwitchValue[]): void {
    const { agenda, parameters } = this.#needs;
    const seenAtMs = agenda.nowMs + this.#ingestion.whole(parameters.metricIngestionMs);
    for (const { service, value, atMs } of values) {
      this.#byService.get(service)?.view.publish(value, atMs, seenAtMs);
    }
  }
}

function serviceOf({ Namespace, MetricName, Dimensions = [] }: AlarmSettings): string {
  const service = Dimensions.find(({ Name }) => Name === 'Service')?.Value;
  const isHold = Namespace === HOLD_METRIC.namespace && MetricName === HOLD_METRIC.name;
  if (isHold && service !== undefined) return service;
  throw new Error(
    `The simulated CloudWatch has no metric ${Namespace} ${MetricName} in the home Region`,
  );
}

function metricOf(region: string, settings: AlarmSettings): MetricId {
  const { Namespace = '', MetricName = '', Dimensions = [] } = settings;
  return { region, namespace: Namespace, name: MetricName, dimensions: Dimensions };
}

export function holdSwitchesPort(switches: HoldSwitches, calls: Calls): HoldSwitchesPort {
  return {
    publish: (values) =>
      calls.make('cloudWatchHome', 'cloudwatch:PutMetricData', values.length / VALUES_PER_PUT, () =>
        switches.publish(values),
      ),
  };
}
