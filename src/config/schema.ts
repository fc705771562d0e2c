/**
 * The shape of `services.yml`. Whatever `defaults` can supply is optional here; what is needed in the end, and what
 * depends on two fields, is for the rules.
 */
import * as z from 'zod';
import { CHECKER_REGIONS } from './regions.ts';
import {
  alarmName,
  choice,
  duration,
  emailAddress,
  hostAndPort,
  hostName,
  ipAddress,
  ipv4,
  ipv6,
  jsonPath,
  mapping,
  nameServer,
  oneOrMore,
  onOff,
  percentage,
  probeRange,
  probeUrl,
  recordName,
  region,
  requestPath,
  statusRange,
  subscriptionUrl,
  text,
  wholeNumber,
  zoneId,
} from './schema-values.ts';

/** As many as the rehearsals of a whole stack are measured with. */
const MAX_SERVICES = 1000;

/** A calculated check follows at most 256 others (Route 53 quotas): the endpoint's, the hold's, and these. */
const MAX_ALARMS = 254;

const MAX_READINESS_CHECKS = 10;

/** As many as Route 53 gives a zone. */
const MAX_NAME_SERVERS = 4;

const alarmOnSide = mapping({
  alarm: alarmName,
  region: region.optional().describe("By default the side's own Region."),
});

const guardAlarm = mapping({ alarm: alarmName, region });

const json = mapping({
  path: jsonPath.describe('Keys joined by dots.'),
  equals: z
    .union([z.string(), z.number(), z.boolean()], 'a text, a number, true or false')
    .optional(),
  atMost: z.number('a number').optional(),
  atLeast: z.number('a number').optional(),
}).describe('One value of the JSON body and what it must be.');

const readinessCheck = mapping({
  http: probeUrl.optional().describe('URL that is asked with GET.'),
  status: statusRange.optional().describe('Good status codes. Default 200-299.'),
  body: text(1, 255).optional().describe('Text that the body must contain.'),
  json: json.optional(),
  tcp: hostAndPort.optional().describe('Host and port that must accept a connection.'),
  within: duration('1s', '10s', '2s').optional().describe('Time for the whole answer. Default 2s.'),
  alarm: alarmName.optional().describe('CloudWatch alarm that must be OK.'),
  region: region.optional().describe("The alarm's Region. By default the side's own."),
});

const healthCheck = mapping({
  protocol: choice(['HTTPS', 'HTTP', 'TCP']).optional().describe('Default HTTPS.'),
  address: ipAddress
    .optional()
    .describe(
      "Address that Route 53's checkers connect to. Default: the side's first A (or AAAA).",
    ),
  host: hostName
    .optional()
    .describe(
      "Host header and SNI name. Default: the service's first name; for a CNAME or an alias, what it points at.",
    ),
  port: wholeNumber(1, 65_535).optional().describe('Default 443 for HTTPS, 80 for HTTP.'),
  path: requestPath.optional().describe('Default /.'),
  searchString: text(1, 255)
    .optional()
    .describe('Text that must be in the first 5,120 bytes of the body.'),
  sni: onOff.optional().describe('Send the host in the TLS handshake. Default true with HTTPS.'),
  interval: choice(['10s', '30s']).optional().describe('Time between checks. Default 10s.'),
  threshold: wholeNumber(1, 10)
    .optional()
    .describe('Opposite results in a row before one checker changes its mind. Default 3.'),
  checkerRegions: z
    .array(choice(CHECKER_REGIONS), 'a list of Regions')
    .optional()
    .describe('At least three. Default: all eight.'),
  latencyGraph: onOff.optional().describe('Chargeable latency metrics. Default false.'),
}).meta({
  id: 'healthCheck',
  description: 'Where and how a side is asked whether it lives.',
});

const alias = mapping({
  name: recordName.describe('DNS name of the load balancer or distribution.'),
  zoneId: zoneId.describe('Hosted zone id of the resource, not of your zone.'),
  types: z
    .array(choice(['A', 'AAAA']), 'a list of A, AAAA or both')
    .min(1, 'a list of A, AAAA or both')
    .optional()
    .describe('Default [A].'),
}).describe('Alias to an AWS resource.');

const side = mapping({
  region: region.optional().describe('AWS Region of this side.'),
  A: oneOrMore(ipv4, 'an IPv4 address or a list of them').optional(),
  AAAA: oneOrMore(ipv6, 'an IPv6 address or a list of them').optional(),
  CNAME: recordName.optional(),
  alias: alias.optional(),
  healthCheck: healthCheck.optional().describe('Overrides the healthCheck of the service.'),
  unhealthyWhen: z
    .array(alarmOnSide, 'a list of alarms')
    .max(MAX_ALARMS, `at most ${MAX_ALARMS} alarms`)
    .optional()
    .describe('Alarms that make this side unhealthy beside its health check.'),
  readiness: z
    .array(readinessCheck, 'a list of checks')
    .max(MAX_READINESS_CHECKS, `at most ${MAX_READINESS_CHECKS} checks`)
    .optional()
    .describe('What must be good before this side may take the traffic.'),
}).meta({ id: 'side' });

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
  healthCheck: healthCheck.optional(),
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
  primary: side.optional(),
  secondary: side.optional(),
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
export type HealthCheckInput = z.infer<typeof healthCheck>;
export type ReadinessInput = z.infer<typeof readinessCheck>;
export type DefaultsInput = z.infer<typeof defaultsSchema>;
export type FileInput = z.infer<typeof fileSchema>;
