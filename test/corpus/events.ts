/** Corpus E: what may come in the place of an event. An event is a wake-up call, whatever it says. */
import { readFileSync } from 'node:fs';
import { alarmFunction } from '../../src/functions/alarm-function.ts';
import { type CorpusCase, numbered, once } from './corpus-case.ts';
import { WatchedScene } from './watched-scene.ts';

interface SqsEvent {
  readonly Records: readonly { readonly body: string }[];
}

const SAMPLE: SqsEvent = JSON.parse(readFileSync('events/alarm-to-alarm.json', 'utf8'));
const [RECORD] = SAMPLE.Records;
const EVENT: { readonly detail: { readonly state: object } } = JSON.parse(RECORD?.body ?? '');
const OURS = 'switchback-shop-primary-health';

/** In a batch of the wake queue, as the rule's target gets it. */
export function batchOf(...bodies: readonly string[]): unknown {
  return { Records: bodies.map((body, at) => ({ ...RECORD, messageId: `m-${at}`, body })) };
}

/** The sample with other fields, of the event itself and of its detail. */
function event(fields: object, detail: object = {}): unknown {
  return batchOf(JSON.stringify({ ...EVENT, ...fields, detail: { ...EVENT.detail, ...detail } }));
}

function state(changes: object): unknown {
  return event({}, { state: { ...EVENT.detail.state, ...changes } });
}

const named = (alarmName: string) => event({}, { alarmName });
const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const wide = (bytes: number) => JSON.stringify({ a: Array(bytes / 8).fill({ b: 1 }) });
const arn = (account: string, name = OURS) =>
  `arn:aws:cloudwatch:us-east-1:${account}:alarm:${name}`;

const EXACT = 'only the exact names of our alarms are ours';
const NO_BATCH = 'I: no batch of the wake queue';
const FOREIGN = 'I: no alarm of this stack';

type Row = readonly [string, string, unknown, string, string?];

/** Which case, what it is, the event, what becomes of it, and why that is not what the failure model says. */
const ROWS: readonly Row[] = [
  ['E1', 'null', null, NO_BATCH],
  ['E2', 'an empty list', [], NO_BATCH],
  ['E3', 'a text', 'text', NO_BATCH],
  ['E4', 'an empty object', {}, NO_BATCH],
  ['E5', '240 KB of nested objects', batchOf(wide(240_000)), 'I: source is undefined'],
  ['E6', 'depth 10 000', batchOf(deep(10_000)), 'I: source is undefined'],
  ['E7', 'another source', event({ source: 'aws.ec2' }), 'I: source is "aws.ec2"'],
  ['E9', 'another account', event({ account: '999999999999' }), 'I: account is "999999999999"'],
  ['E10', 'another Region', event({ region: 'eu-west-1' }), 'I: Region is "eu-west-1"'],
  [
    'E12',
    'our name, ARN of another account',
    event({ resources: [arn('999999999999')] }),
    'I: resources are not of this account',
  ],
  ['E13', 'state "alarm"', state({ value: 'alarm' }), 'W'],
  ['E15', 'no detail.state', event({}, { state: undefined }), 'W'],
  ['E16', 'time 54 h ago', event({ time: '2026-11-22T06:00:00Z' }), 'W'],
  ['E18', 'time "yesterday"', event({ time: 'yesterday' }), 'W'],
  ['E19', '30 February', event({ time: '2026-02-30T00:00:00Z' }), 'W'],
  [
    'E21',
    'OK with an earlier time after ALARM',
    batchOf(
      JSON.stringify(EVENT),
      JSON.stringify({
        ...EVENT,
        time: '2026-11-24T11:00:00Z',
        detail: { ...EVENT.detail, state: { value: 'OK' } },
      }),
    ),
    'W',
  ],
  [
    'E22',
    'replayed from an archive',
    event({ 'replay-name': 'last-night' }),
    'I: replayed from an archive',
    'W and its line',
  ],
  ['E24', 'alarmTags', event({}, { alarmTags: { team: 'a' } }), 'W'],
  ['E25', 'a log line in the name', named(`${OURS}\n{"level":"error"}`), FOREIGN, EXACT],
  ['E27', '255 emoji for a name', named('\u{1f525}'.repeat(255)), FOREIGN, EXACT],
  ['E28', 'bidi in the name', named(`${OURS}\u202e`), FOREIGN, EXACT],
  [
    'E30',
    'duplicate keys, the last wins',
    batchOf(`{"source":"x",${JSON.stringify(EVENT).slice(1)}`),
    'W',
  ],
  ['E31', 'NUL and a lone surrogate', named(`${OURS}\u0000\ud800`), FOREIGN, EXACT],
  [
    'E33',
    'wrapped by SNS',
    { Records: [{ EventSource: 'aws:sns', Sns: { Message: JSON.stringify(EVENT) } }] },
    'I: source is undefined',
    'no crash; nothing of ours sends it',
  ],
  ['E34', 'ten redrives in a batch', batchOf(...Array(10).fill(JSON.stringify(EVENT))), 'W'],
  ['E36', 'a warmer', { source: 'serverless-plugin-warmup' }, NO_BATCH],
  [
    'E37',
    'the alarm was changed',
    event({ 'detail-type': 'CloudWatch Alarm Configuration Change' }),
    'I: kind is "CloudWatch Alarm Configuration Change"',
    'the rule never sends it; a lost alarm reads unknown',
  ],
  ['+', 'nothing at all', undefined, NO_BATCH],
  ['+', 'a number', 1e308, NO_BATCH],
  ['+', 'Records that are a text', { Records: 'x' }, NO_BATCH],
  ['+', 'an empty batch', { Records: [] }, 'W'],
  ['+', 'records of nothing', { Records: [null, 7, 'x'] }, 'I: source is undefined'],
  ['+', 'a list that is said to be endless', { Records: { length: 2 ** 40 } }, NO_BATCH],
  ['+', 'a body that is no JSON', batchOf('{'), 'I: source is undefined'],
  ['+', 'a body of null', batchOf('null'), 'I: source is undefined'],
  ['+', 'a body that is no text', { Records: [{ body: EVENT }] }, 'I: source is undefined'],
  [
    '+',
    'a tick in the queue',
    batchOf(readFileSync('events/tick.json', 'utf8')),
    'I: source is undefined',
  ],
  [
    '+',
    'a command in the queue',
    batchOf('{"command":"failback","service":"shop"}'),
    'I: source is undefined',
  ],
  ['+', 'the event bare, without a queue', EVENT, NO_BATCH],
  ['+', 'an alarm of a service that is gone', named('switchback-blog-primary-health'), FOREIGN],
  ['+', 'our name in capitals', named(OURS.toUpperCase()), FOREIGN],
  ['+', 'our name with a Cyrillic letter', named(OURS.replace('s', '\u0455')), FOREIGN],
  ['+', 'a name that is a list', event({}, { alarmName: [OURS] }), FOREIGN],
  ['+', 'no detail', batchOf(JSON.stringify({ ...EVENT, detail: null })), FOREIGN],
  ['+', 'resources that are no list', event({ resources: 'x' }), 'W'],
  [
    '+',
    'a resource that is no ARN',
    event({ resources: [7] }),
    'I: resources are not of this account',
  ],
  [
    '+',
    'a body that reaches for the prototype',
    batchOf('{"__proto__":{"source":"aws.cloudwatch"}}'),
    'I: source is undefined',
  ],
  ['+', 'a source of 100 KB', event({ source: 'x'.repeat(100_000) }), expect80('I: source is "')],
  [
    '+',
    'ten thousand records of rubbish',
    batchOf(...Array(10_000).fill('{')),
    'I: source is undefined',
  ],
];

function expect80(start: string): string {
  return `${start}${'x'.repeat(76)}...`;
}

/** At rest, so that whatever an event brings about shows. */
const atRest = once(() => WatchedScene.of());

async function wake(event: unknown): Promise<string> {
  const watched = await atRest();
  const failures = await alarmFunction(watched.deployed)(event);
  const log = watched.log.splice(0);
  const effects = watched.takeEffects();
  const done = { passes: 1, changes: 0, switchedOn: 0, saves: 0, messages: 0 };
  if (JSON.stringify(effects) !== JSON.stringify(done)) return `acted: ${JSON.stringify(effects)}`;
  if (failures.batchItemFailures.length > 0) return 'given back to the queue';
  const [line] = log;
  if (line === undefined) return 'W';
  const text = JSON.stringify(line);
  if (log.length > 1 || !/^[ -~]{1,8000}$/.test(text)) return `${log.length} lines: ${text}`;
  const [first] = line.fields.events as readonly { readonly why: string }[];
  return `I: ${first?.why}`;
}

export const EVENT_CASES: readonly CorpusCase[] = numbered('E', ROWS).map(
  ([id, [, what, event, expected, why]]) => ({
    id,
    what,
    expected,
    ...(why !== undefined && { why }),
    see: () => wake(event),
  }),
);
