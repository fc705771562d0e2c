/** EventBridge over the account's bus. */
import { localArn } from '../account.ts';
import type { BusEvent, LocalRule } from '../local-bus.ts';
import { ApiError } from './api-error.ts';
import type { AwsService } from './aws-request.ts';
import { type JsonActions, type JsonCall, jsonService } from './json-protocol.ts';

export interface BusPort {
  /** Answers the event's id. */
  putEvent(event: BusEvent): string;
  rules(): readonly LocalRule[];
}

/** API `PutEvents`. */
const MOST_ENTRIES = 10;
const DEFAULT_BUS = 'default';

export function eventsService(bus: BusPort, nowMs: () => number): AwsService {
  return jsonService('1.1', actions(bus, nowMs));
}

function actions(bus: BusPort, nowMs: () => number): JsonActions {
  return {
    PutEvents: {
      members: ['Entries'],
      run: (call) => putEvents(bus, call, nowMs()),
    },
    ListRules: {
      members: ['NamePrefix', 'EventBusName', 'Limit'],
      run: ({ input, region }) => {
        const prefix = String(input.NamePrefix ?? '');
        const busName = busOf(input.EventBusName);
        const found = bus
          .rules()
          .filter((rule) => rule.region === region && rule.busName === busName)
          .filter(({ name }) => name.startsWith(prefix));
        return { Rules: found.map(described) };
      },
    },
    DescribeRule: {
      members: ['Name', 'EventBusName'],
      run: ({ input, region }) => {
        const busName = busOf(input.EventBusName);
        const rule = bus
          .rules()
          .find(
            (one) => one.region === region && one.busName === busName && one.name === input.Name,
          );
        if (rule === undefined) {
          throw new ApiError(
            'ResourceNotFoundException',
            `Rule ${input.Name} does not exist on EventBus ${busName}.`,
          );
        }
        return described(rule);
      },
    },
  };
}

/** A bus by its name or its ARN. */
function busOf(name: unknown): string {
  return typeof name === 'string' ? name.replace(/^arn:.*:event-bus\//, '') : DEFAULT_BUS;
}

function described({ name, pattern, busName, region }: LocalRule) {
  const place = busName === DEFAULT_BUS ? name : `${busName}/${name}`;
  return {
    Name: name,
    Arn: localArn('events', region, `rule/${place}`),
    EventPattern: JSON.stringify(pattern),
    State: 'ENABLED',
    EventBusName: busName,
  };
}

function putEvents(bus: BusPort, { input, region }: JsonCall, nowMs: number) {
  const { Entries } = input;
  if (!Array.isArray(Entries) || Entries.length === 0 || Entries.length > MOST_ENTRIES) {
    throw new ApiError('ValidationException', `Entries must have 1 to ${MOST_ENTRIES} members.`);
  }
  const results = Entries.map((entry: unknown) => putEntry(bus, Object(entry), region, nowMs));
  return {
    FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
    Entries: results,
  };
}

type Entry = Readonly<Record<string, unknown>>;

function putEntry(bus: BusPort, entry: Entry, region: string, nowMs: number) {
  const fault = faultOf(entry);
  if (fault !== undefined) return fault;
  const resources = Array.isArray(entry.Resources) ? entry.Resources.map(String) : [];
  const EventId = bus.putEvent({
    source: String(entry.Source),
    detailType: String(entry.DetailType),
    detail: JSON.parse(String(entry.Detail)),
    resources,
    atMs: typeof entry.Time === 'number' ? Math.round(entry.Time * 1000) : nowMs,
    region,
    busName: busOf(entry.EventBusName),
  });
  return { EventId };
}

function faultOf(entry: Entry) {
  const missing = ['Source', 'DetailType', 'Detail'].find(
    (name) => typeof entry[name] !== 'string' || entry[name] === '',
  );
  if (missing !== undefined) {
    return {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`,
    };
  }
  if (String(entry.Source).startsWith('aws.')) {
    return {
      ErrorCode: 'NotAuthorizedForSourceException',
      ErrorMessage: 'Not authorized for the source.',
    };
  }
  return isObject(String(entry.Detail))
    ? undefined
    : { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
}

function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
