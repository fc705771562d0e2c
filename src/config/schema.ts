/**
 * The shape of `services.yml`. Whatever `defaults` can supply is optional here; what is needed in the end, and what
 * depends on two fields, is for the rules.
 */
import * as z from 'zod';
import { healthCheckSchema, type readinessCheckSchema, sideSchema } from './schema-side.ts';
import {
  alarmName,
  choice,
  duration,
  emailAddress,
  hostName,
  mapping,
  nameServer,
  onOff,
  percentage,
  probeRange,
  region,
  subscriptionUrl,
  wholeNumber,
  zoneId,
} from './schema-values.ts';

/** As many as the rehearsals of a whole stack are measured with. */
const MAX_SERVICES = 1000;

/** As many as Route 53 gives a zone. */
const MAX_NAME_SERVERS = 4;

const guardAlarm = mapping({ alarm: alarmName, region });

const failback = mapping({
  start: choice(['person', 'when-stable']).optional().describe('Who starts it. Default person.'),
  stages: z
    .array(wholeNumber(1, 100, 'a whole percentage'), 'a list of percentages')
    .min(1, 'percentages that rise to 100, such as [10, 50, 100]')
    .max(20, 'at most 20 stages')
    .optional()
    .describe(
      'Per cent of the traffic on the primary. Default [10, 50, 100]; with failover routing [100].',
    ),
  bake: duration('1m', '1d', '5m')
    .optional()
    .describe('How long a stage must stay good. Default 5m.'),
  stableFor: duration('1m', '7d', '10m')
    .optional()
    .describe('How long the primary must be healthy before a failback starts. Default 10m.'),
  approval: choice(['none', 'each-stage']).optional().describe('Default none.'),
  guardAlarms: z
    .array(guardAlarm, 'a list of alarms')
    .max(100, 'at most 100 alarms')
    .optional()
    .describe('Alarms that must be OK at each stage.'),
}).describe('How traffic returns to the primary.');

const zone = mapping({
  id: zoneId.describe('Hosted zone id.'),
  name: hostName.describe("The zone's name."),
  nameServers: z
    .array(nameServer, 'a list of name servers')
    .min(1, 'at least one name server')
    .max(MAX_NAME_SERVERS, `at most ${MAX_NAME_SERVERS} name servers`)
    .optional()
    .describe('Asked instead of those that Route 53 has given the zone, such as a stand-in.'),
}).describe('The public hosted zone of the names.');

const commonShape = {
  zone: zone.optional(),
  routing: choice(['weighted', 'failover']).optional().describe('Default weighted.'),
  ttl: duration('1s', '2d', '60s').optional().describe('TTL of the records. Default 60s.'),
  healthCheck: healthCheckSchema.optional(),
  failback: failback.optional(),
  lastResort: choice(['primary', 'secondary'])
    .optional()
    .describe(
      'Who is answered when the secondary fails while it holds the traffic. Default primary.',
    ),
  cooldown: duration('1m', '7d', '30m')
    .optional()
    .describe('Quiet time after an automatic act. Default 30m.'),
  mode: choice(['auto', 'observe']).optional().describe('Default auto.'),
  language: choice(['en', 'ja']).optional().describe('Language of the messages. Default en.'),
  objectives: mapping({
    rto: duration('1s', '1d', '3m').optional().describe('Longest outage that is acceptable.'),
    lostShare: percentage.optional().describe('Largest share of requests that may be lost.'),
  }).optional(),
  probeRanges: z
    .array(probeRange, 'a list of CIDR ranges')
    .max(50, 'at most 50 ranges')
    .optional()
    .describe('Address ranges beyond public ones that probes may reach.'),
};

/** One service as it is written. */
const serviceSchema = mapping({
  name: hostName.optional().describe('The DNS name, when there is one.'),
  names: z
    .array(hostName, 'a list of DNS names')
    .min(1, 'at least one DNS name')
    .optional()
    .describe('The DNS names, when there are several. The first one carries the witnesses.'),
  primary: sideSchema.optional(),
  secondary: sideSchema.optional(),
  ...commonShape,
});

/** What services have in common: everything but names and targets. */
const defaultsSchema = mapping({
  primary: mapping({ region: region.optional() }).optional(),
  secondary: mapping({ region: region.optional() }).optional(),
  ...commonShape,
});

/** Each is two resources of the stack, one for each topic. */
const MAX_SUBSCRIPTIONS = 20;

const subscription = mapping({
  email: emailAddress.optional().describe('SNS sends a mail there that must be confirmed once.'),
  https: subscriptionUrl
    .optional()
    .describe('An endpoint that speaks the HTTPS protocol of SNS and confirms by itself.'),
});

const ID_SENTENCE =
  'an id of 1 to 32 lower-case letters, digits and hyphens that begins with a letter';

const serviceId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, ID_SENTENCE)
  // The one inherited property of every object that has the form of an id.
  .refine((id) => id !== 'constructor', ID_SENTENCE);

/** The whole file. */
export const fileSchema = mapping({
  stack: z
    .string('the name of the stack')
    .regex(/^[a-z][a-z0-9-]{0,31}$/, 'a name of 1 to 32 lower-case letters, digits and hyphens')
    .optional()
    .describe('Prefix of everything that is deployed. Default switchback.'),
  home: region
    .optional()
    .describe("Region of the stack with the state. Default: the first service's secondary."),
  rateBrake: mapping({
    acts: wholeNumber(0, 100).optional().describe('Default 5. With 0 only people act.'),
    window: duration('1m', '7d', '1h').optional().describe('Default 1h.'),
  })
    .optional()
    .describe('At most so many automatic acts in any such time, over all services.'),
  notify: z
    .array(subscription, 'a list of entries with email or https')
    .max(MAX_SUBSCRIPTIONS, `at most ${MAX_SUBSCRIPTIONS} entries`)
    .optional()
    .describe('Who is told of incidents, and of faults of Switchback itself. Default nobody.'),
  dashboard: onOff
    .optional()
    .describe('A dashboard in CloudWatch with checks, hold switches and alarms. Default false.'),
  defaults: defaultsSchema.optional(),
  services: z
    .record(serviceId, serviceSchema, 'a mapping of services by id')
    .refine((services) => Object.keys(services).length > 0, 'at least one service')
    .refine(
      (services) => Object.keys(services).length <= MAX_SERVICES,
      `at most ${MAX_SERVICES} services`,
    ),
});

export type ServiceInput = z.infer<typeof serviceSchema>;
export type SideInput = NonNullable<ServiceInput['primary']>;
export type HealthCheckInput = z.infer<typeof healthCheckSchema>;
export type ReadinessInput = z.infer<typeof readinessCheckSchema>;
export type DefaultsInput = z.infer<typeof defaultsSchema>;
export type FileInput = z.infer<typeof fileSchema>;
