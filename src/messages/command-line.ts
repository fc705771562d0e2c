/** Commands as one line that works in AWS CloudShell with nothing installed. */
import type { CommandKind } from '../core/command.ts';
import { sideAlarmName } from '../core/names.ts';
import type { Configuration, Service } from '../core/service.ts';
import { neutralise } from './neutralise.ts';

type Place = Pick<Configuration, 'stackName' | 'homeRegion'>;

/** Stands where a person writes the reason. */
const REASON_PLACE = 'WHY';
/** No name in AWS or DNS is longer. */
const LONGEST_WORD = 255;
const ONE_HOUR_MS = 3_600_000;
/** Health-check metrics and their alarms exist only there. */
const EARS_REGION = 'us-east-1';

const ON_FAILBACK_FUNCTION: ReadonlySet<CommandKind> = new Set(['failback', 'approve', 'abort']);

/** Whatever moves traffic, or lets it move, is for what a message tells of and for nothing later. */
const OF_AN_INCIDENT: ReadonlySet<CommandKind> = new Set([
  'failover',
  'failback',
  'approve',
  'acknowledge',
]);

/**
 * The line that asks Switchback for something on behalf of one service. With an incident it is refused once that is
 * over, however late it is pasted; a time limit would refuse it in the morning after. An abort is never bound.
 */
export function invokeLine(
  place: Place,
  kind: CommandKind,
  service: string,
  incident: string | null = null,
): string {
  return [
    'aws lambda invoke',
    `--region ${word(place.homeRegion)}`,
    `--function-name ${word(`${place.stackName}-${functionFor(kind)}`)}`,
    '--cli-binary-format raw-in-base64-out',
    `--payload '${safeJson(payload(kind, service, incident))}'`,
    '/dev/stdout',
  ].join(' ');
}

/** Which function obeys it: two, so that each can have its own permissions to be invoked. */
export function functionFor(kind: CommandKind): 'failback' | 'operate' {
  return ON_FAILBACK_FUNCTION.has(kind) ? 'failback' : 'operate';
}

/** The failback function takes a payload without a command for a failback. */
function payload(
  kind: CommandKind,
  service: string,
  incident: string | null,
): Readonly<Record<string, string | number>> {
  const whom = { service, ...(incident !== null && OF_AN_INCIDENT.has(kind) && { incident }) };
  if (kind === 'failback') return { ...whom, reason: REASON_PLACE };
  if (kind === 'failover') return { command: kind, ...whom, reason: REASON_PLACE };
  if (kind === 'pause') {
    return { command: kind, ...whom, reason: REASON_PLACE, forMs: ONE_HOUR_MS };
  }
  return { command: kind, ...whom };
}

/** The line that shows the alarms on both sides' health. */
export function alarmsLine({ stackName }: Place, service: Service): string {
  const names = (['primary', 'secondary'] as const).map((side) =>
    word(sideAlarmName(stackName, service, side)),
  );
  return `aws cloudwatch describe-alarms --region ${EARS_REGION} --alarm-names ${names.join(' ')} ${ALARM_COLUMNS}`;
}

/** The line that shows the alarm of a service's hold switch. */
export function holdAlarmLine({ stackName, homeRegion }: Place, service: Service): string {
  const prefix = word(`${stackName}-${service.id}-hold-`);
  return `aws cloudwatch describe-alarms --region ${word(homeRegion)} --alarm-name-prefix ${prefix} ${ALARM_COLUMNS}`;
}

const ALARM_COLUMNS = "--query 'MetricAlarms[].[AlarmName,StateValue,StateReason]' --output text";

/** The line that shows the records of a service's first name. */
export function recordsLine({ zone, names }: Service): string {
  return `aws route53 list-resource-record-sets --hosted-zone-id ${word(zone.id)} --start-record-name ${word(names[0])} --max-items 10`;
}

/** The line that shows who changed records last. */
export function changesLine(): string {
  return `aws cloudtrail lookup-events --region ${EARS_REGION} --lookup-attributes AttributeKey=EventName,AttributeValue=ChangeResourceRecordSets --max-results 10`;
}

/** Quoted for the shell where it is more than a plain word. */
function word(text: string): string {
  const safe = neutralise(text, LONGEST_WORD);
  return /^[\w./:-]+$/.test(safe) && safe === text ? text : `'${safe.replaceAll("'", '')}'`;
}

/** JSON in which whatever could end a quoted word, a line or a code block, or call anybody, is escaped. */
function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(/[^ -~]|['`<>@\]]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
