/** The shape of one side: what it answers with, and how it is asked whether it lives and whether it is ready. */
import * as z from 'zod';
import { CHECKER_REGIONS } from './regions.ts';
import {
  alarmName,
  choice,
  duration,
  hostAndPort,
  hostName,
  ipAddress,
  ipv4,
  ipv6,
  jsonPath,
  mapping,
  oneOrMore,
  onOff,
  probeUrl,
  recordName,
  region,
  requestPath,
  statusRange,
  text,
  wholeNumber,
  zoneId,
} from './schema-values.ts';

/** A calculated check follows at most 256 others (Route 53 quotas): the endpoint's, the hold's, and these. */
const MAX_ALARMS = 254;

const MAX_READINESS_CHECKS = 10;

const alarmOnSide = mapping({
  alarm: alarmName,
  region: region.optional().describe("By default the side's own Region."),
});

const json = mapping({
  path: jsonPath.describe('Keys joined by dots.'),
  equals: z
    .union([z.string(), z.number(), z.boolean()], 'a text, a number, true or false')
    .optional(),
  atMost: z.number('a number').optional(),
  atLeast: z.number('a number').optional(),
}).describe('One value of the JSON body and what it must be.');

export const readinessCheckSchema = mapping({
  http: probeUrl.optional().describe('URL that is asked with GET.'),
  status: statusRange.optional().describe('Good status codes. Default 200-299.'),
  body: text(1, 255).optional().describe('Text that the body must contain.'),
  json: json.optional(),
  tcp: hostAndPort.optional().describe('Host and port that must accept a connection.'),
  within: duration('1s', '10s', '2s').optional().describe('Time for the whole answer. Default 2s.'),
  alarm: alarmName.optional().describe('CloudWatch alarm that must be OK.'),
  region: region.optional().describe("The alarm's Region. By default the side's own."),
});

export const healthCheckSchema = mapping({
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

export const sideSchema = mapping({
  region: region.optional().describe('AWS Region of this side.'),
  A: oneOrMore(ipv4, 'an IPv4 address or a list of them').optional(),
  AAAA: oneOrMore(ipv6, 'an IPv6 address or a list of them').optional(),
  CNAME: recordName.optional(),
  alias: alias.optional(),
  healthCheck: healthCheckSchema.optional().describe('Overrides the healthCheck of the service.'),
  unhealthyWhen: z
    .array(alarmOnSide, 'a list of alarms')
    .max(MAX_ALARMS, `at most ${MAX_ALARMS} alarms`)
    .optional()
    .describe('Alarms that make this side unhealthy beside its health check.'),
  readiness: z
    .array(readinessCheckSchema, 'a list of checks')
    .max(MAX_READINESS_CHECKS, `at most ${MAX_READINESS_CHECKS} checks`)
    .optional()
    .describe('What must be good before this side may take the traffic.'),
}).meta({ id: 'side' });
