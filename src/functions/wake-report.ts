/**
 * What the log says of an event that woke the function `alarm`: nothing of a usual one, one line of anything else. It is
 * for people alone: whatever this finds, the pass is the same.
 */
import { sideAlarmName } from '../core/names.ts';
import { type Configuration, SIDES } from '../core/service.ts';
import { shown, shownName } from '../core/shown.ts';
import type { LogLine } from './pass-report.ts';

/** Health-check metrics, and so their alarms, exist only there. */
const EARS_REGION = 'us-east-1';
/** Of a batch, so that one line stays one line. */
const MOST_TOLD = 5;

interface Oddity {
  readonly why: string;
  readonly alarm: string | null;
}

interface Fields {
  readonly [field: string]: unknown;
}

/** Never throws. */
export function wakeLines(event: unknown, { stackName, services }: Configuration): LogLine[] {
  const ours = new Set(
    services.flatMap((service) => SIDES.map((side) => sideAlarmName(stackName, service, side))),
  );
  const records = fieldsOf(event).Records;
  const odd = Array.isArray(records)
    ? records.flatMap((record) => oddityOf(fieldsOf(record), ours) ?? [])
    : [{ why: 'no batch of the wake queue', alarm: null }];
  if (odd.length === 0) return [];
  return [
    {
      level: 'warn',
      message: 'ignored what an event says',
      fields: { odd: odd.length, events: odd.slice(0, MOST_TOLD) },
    },
  ];
}

function oddityOf({ body, eventSourceARN }: Fields, ours: ReadonlySet<unknown>): Oddity | null {
  const event = fieldsOf(parsed(body));
  const { alarmName } = fieldsOf(event.detail);
  const why = reasonOf(event, alarmName, accountOf(eventSourceARN), ours);
  if (why === null) return null;
  return { why, alarm: typeof alarmName === 'string' ? shownName(alarmName) : null };
}

/** Source and kind of the event, then that it speaks of exactly this stack's alarm, in this account. */
function reasonOf(
  event: Fields,
  alarmName: unknown,
  account: string | undefined,
  ours: ReadonlySet<unknown>,
): string | null {
  if (event.source !== 'aws.cloudwatch') return `source is ${shown(event.source)}`;
  const kind = event['detail-type'];
  if (kind !== 'CloudWatch Alarm State Change') return `kind is ${shown(kind)}`;
  if (!ours.has(alarmName)) return 'no alarm of this stack';
  if (event.region !== EARS_REGION) return `Region is ${shown(event.region)}`;
  if (account !== undefined && event.account !== account) {
    return `account is ${shown(event.account)}`;
  }
  return isOf(event.resources, account) ? resent(event) : 'resources are not of this account';
}

function isOf(resources: unknown, account: string | undefined): boolean {
  if (account === undefined || !Array.isArray(resources)) return true;
  return resources.every((arn) => accountOf(arn) === account);
}

function resent(event: Fields): string | null {
  return event['replay-name'] === undefined ? null : 'replayed from an archive';
}

function accountOf(arn: unknown): string | undefined {
  return typeof arn === 'string' ? arn.split(':')[4] : undefined;
}

function parsed(body: unknown): unknown {
  try {
    return typeof body === 'string' ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): Fields {
  return Object(value) as Fields;
}
