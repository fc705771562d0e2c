/** The dashboard in CloudWatch: what Route 53 thinks of each side, where the hold switches are, and how Switchback is. */
import { HOLD_METRIC } from '../core/names.ts';
import { type Configuration, type Service, SIDES } from '../core/service.ts';
import { EARS_REGION } from './ears.ts';
import { holdDimensions } from './hold-switch.ts';
import { logicalIds } from './logical-ids.ts';
import { selfAlarmResources } from './self-alarms.ts';
import { SELF_METRICS_PLACE, type SelfMetric } from './self-metrics.ts';
import { type PlainResource, sub } from './template.ts';

/** Three widgets a service, and CloudWatch takes 500 a dashboard (API reference, "Dashboard Body Structure"). */
export const MOST_SERVICES_SHOWN = 100;
/** An alarm widget takes no more (same page). */
const MOST_ALARMS = 100;

/** Of the grid: 24 columns. */
const [WHOLE, HALF, QUARTER] = [24, 12, 6];
const HEIGHT = 5;

interface Widget {
  readonly type: 'text' | 'alarm' | 'metric';
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** By logical id; none where the file does not ask for one. Global in the account, so that its name carries the stack's. */
export function dashboardResources(
  configuration: Configuration,
): Readonly<Record<string, PlainResource>> {
  if (!configuration.dashboard) return {};
  return {
    Dashboard: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: {
        DashboardName: configuration.stackName,
        // Ids of checks and the account are put in when the stack is made.
        DashboardBody: sub(JSON.stringify({ start: '-PT3H', widgets: widgets(configuration) })),
      },
    },
  };
}

function widgets(configuration: Configuration): readonly Widget[] {
  const shown = configuration.services.slice(0, MOST_SERVICES_SHOWN);
  return [
    introduction(configuration, configuration.services.length - shown.length),
    selfAlarms(configuration),
    selfMetrics(configuration),
    ...shown.flatMap((service) => serviceWidgets(configuration, service)),
  ];
}

function introduction({ stackName, homeRegion }: Configuration, notShown: number): Widget {
  const lines = [
    `**${stackName}** (${homeRegion}). Where users are, what happens next by itself and what to do: \`npx switchback status\`, or`,
    '```',
    `aws lambda invoke --region ${homeRegion} --function-name ${stackName}-operate --cli-binary-format raw-in-base64-out --payload '{"command":"status"}' /dev/stdout`,
    '```',
    'Made by the deploy: what is changed in the console is lost when the services change.',
    ...(notShown > 0 ? [`${notShown} more services are not shown.`] : []),
  ];
  return { type: 'text', width: WHOLE, height: 4, properties: { markdown: lines.join('\n') } };
}

function selfAlarms(configuration: Configuration): Widget {
  const { homeRegion } = configuration;
  const names = Object.values(selfAlarmResources(configuration)).map(({ Properties }) =>
    String(Properties.AlarmName),
  );
  const arns = names
    .slice(0, MOST_ALARMS)
    .map(
      (name) => `arn:\${AWS::Partition}:cloudwatch:${homeRegion}:\${AWS::AccountId}:alarm:${name}`,
    );
  const properties = { title: 'Alarms on Switchback itself', alarms: arns };
  return { type: 'alarm', width: HALF, height: HEIGHT, properties };
}

const SELF_SECONDS: readonly SelfMetric[] = [
  'LongestIncidentSeconds',
  'OldestUntoldSeconds',
  'RecordsWrongSeconds',
  'StageOverdueSeconds',
];

function selfMetrics({ stackName, homeRegion }: Configuration): Widget {
  const { namespace, dimension } = SELF_METRICS_PLACE;
  return graph({
    width: HALF,
    title: 'How long something lasts, in seconds',
    region: homeRegion,
    stat: 'Maximum',
    metrics: SELF_SECONDS.map((metric) => [namespace, metric, dimension, stackName]),
  });
}

function serviceWidgets(
  { stackName, homeRegion }: Configuration,
  service: Service,
): readonly Widget[] {
  const ids = logicalIds(service);
  const { id, names } = service;
  const route53 = (metric: string, check: (side: (typeof SIDES)[number]) => string) =>
    SIDES.map((side) => [
      'AWS/Route53',
      metric,
      'HealthCheckId',
      `\${${check(side)}}`,
      label(side),
    ]);
  return [
    graph({
      width: HALF,
      title: `${id} (${names[0]}): healthy to Route 53 (1) or not (0)`,
      region: EARS_REGION,
      stat: 'Minimum',
      metrics: route53('HealthCheckStatus', (side) => ids[side].health),
      yAxis: { left: { min: 0, max: 1 } },
    }),
    graph({
      width: QUARTER,
      title: `${id}: checkers that say healthy, %`,
      region: EARS_REGION,
      stat: 'Average',
      metrics: route53('HealthCheckPercentageHealthy', (side) => ids[side].endpointCheck),
      yAxis: { left: { min: 0, max: 100 } },
    }),
    graph({
      width: QUARTER,
      title: `${id}: hold switch on (1) or off (0)`,
      region: homeRegion,
      stat: 'Maximum',
      metrics: [
        [
          HOLD_METRIC.namespace,
          HOLD_METRIC.name,
          ...holdDimensions(stackName, service).flatMap(({ Name, Value }) => [Name, Value]),
          label('hold switch'),
        ],
      ],
      yAxis: { left: { min: 0, max: 1 } },
    }),
  ];
}

function label(text: string): { readonly label: string } {
  return { label: text };
}

function graph({
  width,
  ...properties
}: { readonly width: number } & Readonly<Record<string, unknown>>): Widget {
  return {
    type: 'metric',
    width,
    height: HEIGHT,
    properties: { view: 'timeSeries', period: 60, ...properties },
  };
}
