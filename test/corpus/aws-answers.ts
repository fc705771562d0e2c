/** Corpus R, as far as it is AWS: answers that promise something and hold nothing. */
import { type AwsAnswer, type AwsRequest, jsonError, ok, xmlError } from '../adapters/aws-stub.ts';
import { changeInfo, xml } from '../adapters/route53-stub.ts';
import { type CorpusCase, numbered, once } from './corpus-case.ts';
import { type Answers, type Seen, WiredScene } from './wired-scene.ts';

export const wiredScene = once(() => WiredScene.of());

/**
 * `moves`: the next stage has begun. `sent`: it was asked for and is not taken for done. `H`: nothing was asked for.
 * `F`: nothing could be decided.
 */
export function outcomeOf({ pass, stored, changes }: Seen): string {
  const said = JSON.stringify([stored, pass.faults.map(({ cause }) => String(cause))]);
  if (said.includes('CANARY')) return 'repeats what it was sent';
  if (pass.decisions.size === 0) return changes === 0 ? 'F' : 'F, and did something';
  if (changes === 0) return 'H';
  return stored?.records?.progress.status === 'submitted' ? 'moves' : 'sent';
}

const CALLS = {
  list: 'GET /2013-04-01/hostedzone',
  change: 'POST /2013-04-01/hostedzone',
  status: 'GET /2013-04-01/change',
  load: 'BatchGetItem',
  put: 'PutItem',
  timeline: 'BatchWriteItem',
  alarms: 'DescribeAlarms',
  metric: 'PutMetricData',
  publish: 'Publish',
} as const;
type Call = keyof typeof CALLS;

type Said = AwsAnswer | ((request: AwsRequest) => AwsAnswer | undefined);

function answering(call: Call, said: Said): Answers {
  return {
    aws: (request) => {
      if (!request.action.includes(CALLS[call])) return undefined;
      return typeof said === 'function' ? said(request) : said;
    },
  };
}

/** Whoever follows a change has sent one. */
async function see(call: Call, said: Said): Promise<string> {
  const scene = await wiredScene();
  if (call !== 'status') return outcomeOf(await scene.pass(answering(call, said)));
  const progress = { status: 'submitted', changeId: 'C1' };
  const state = { ...scene.state, records: { ...scene.state.records, progress } };
  const seen = await scene.pass(answering(call, said), state);
  const isFollowed = seen.stored?.records?.progress.status === 'insync';
  return `${outcomeOf(seen)}${isFollowed ? ', believed' : ''}`;
}

const HTML = ok('<html><body>CANARY</body></html>');
const EMPTY = ok('');
const sets = (content: string) => ok(xml('ListResourceRecordSetsResponse', content));
const set = (content: string) => `<ResourceRecordSet>${content}</ResourceRecordSet>`;
const status = (content: string) => ok(xml('GetChangeResponse', content));
const alarm = (more: object) =>
  ok({ MetricAlarms: [{ AlarmName: 'checkout errors', StateValue: 'OK', ...more }] });
const batch = (message: string) => xmlError('InvalidChangeBatch', `[${message}]`);
const LOOP =
  '<ResourceRecordSets/><IsTruncated>true</IsTruncated><NextRecordName>a.example.com.</NextRecordName><NextRecordType>A</NextRecordType>';
const LAUGHS = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}">]><a>&c;</a>`;

/** The stored item as the table has it, with other attributes. */
const item = (attributes: object) => (): AwsAnswer =>
  ok({
    Responses: {
      table: [
        { service: { S: 'shop' }, item: { S: 'STATE' }, version: { N: '18' }, ...attributes },
      ],
    },
    UnprocessedKeys: {},
  });

const ANEW = 'reads as a new service; the conditional put refuses that';
const STATE_FIRST = 'the switch and the state go on; told or put again next time';

type Row = readonly [string, string, Call, Said, string, string?];

const ROWS: readonly Row[] = [
  ['+', 'nothing wrong: what the others are compared with', 'list', () => undefined, 'moves'],
  ['R1', 'HTML: records', 'list', HTML, 'H'],
  ['R1', 'HTML: change', 'change', HTML, 'sent'],
  ['R1', 'HTML: change status', 'status', HTML, 'H'],
  ['R1', 'HTML: states', 'load', HTML, 'F'],
  ['R1', 'HTML: saved', 'put', HTML, 'H'],
  ['R1', 'HTML: alarms', 'alarms', HTML, 'H'],
  ['R1', 'HTML: time-line', 'timeline', HTML, 'moves', STATE_FIRST],
  ['R1', 'HTML: hold switch', 'metric', HTML, 'moves', STATE_FIRST],
  ['R1', 'HTML: message', 'publish', HTML, 'moves', STATE_FIRST],
  ['R2', 'empty: records', 'list', EMPTY, 'H'],
  ['R2', 'empty: change', 'change', EMPTY, 'sent'],
  ['R2', 'empty: change status', 'status', EMPTY, 'H'],
  ['R2', 'empty: states', 'load', EMPTY, 'F'],
  ['R2', 'empty: saved', 'put', EMPTY, 'H'],
  ['R2', 'empty: alarms', 'alarms', EMPTY, 'H'],
  [
    'R3',
    'ChangeInfo without id',
    'change',
    ok(xml('X', '<ChangeInfo><Status>PENDING</Status></ChangeInfo>')),
    'sent',
  ],
  ['R4', 'PENDING for ever', 'status', status(changeInfo('C1', 'PENDING')), 'H'],
  [
    'R5',
    'NoSuchChange',
    'status',
    xmlError('NoSuchChange', 'CANARY', 404),
    'moves',
    'decision 0002: one more change',
  ],
  ['R6', 'already exists', 'change', batch('Tried to create it but it already exists'), 'sent'],
  ['R7', 'not found', 'change', batch('Tried to delete it but it was not found'), 'sent'],
  ['R8', 'values do not match', 'change', batch('it but the values provided do not match'), 'sent'],
  [
    'R10',
    'NoSuchHostedZone',
    'list',
    xmlError('NoSuchHostedZone', 'CANARY', 404),
    'H',
    'what cannot be read means stay',
  ],
  ['R11', 'pages in circles', 'list', sets(LOOP), 'H'],
  ['R16', 'a state that is no JSON', 'load', item({ body: { S: '{' } }), 'F'],
  [
    'R16',
    'a state without a version',
    'load',
    item({ body: { S: '{}' }, version: undefined }),
    'F',
  ],
  ['R19', 'alarm from the future', 'alarms', alarm({ StateUpdatedTimestamp: 2_000_000_000 }), 'H'],
  ['+', 'throttled: records', 'list', xmlError('Throttling', 'CANARY'), 'H'],
  ['+', 'denied: records', 'list', xmlError('AccessDenied', 'CANARY', 403), 'H'],
  ['+', 'denied: change', 'change', xmlError('AccessDenied', 'CANARY', 403), 'sent'],
  ['+', 'silence: records', 'list', 'silence', 'H'],
  ['+', 'silence: states', 'load', 'silence', 'F'],
  ['+', 'cut off: change', 'change', 'reset', 'sent'],
  ['+', 'a list that does not say whether it ends', 'list', sets('<ResourceRecordSets/>'), 'H'],
  [
    '+',
    'an empty zone',
    'list',
    sets('<ResourceRecordSets/><IsTruncated>false</IsTruncated>'),
    'H',
  ],
  [
    '+',
    'a record set without a name',
    'list',
    sets(
      `<ResourceRecordSets>${set('<Type>A</Type>')}</ResourceRecordSets><IsTruncated>false</IsTruncated>`,
    ),
    'H',
  ],
  ['+', 'a billion laughs', 'list', ok(LAUGHS), 'H'],
  [
    '+',
    'XML that ends in the middle',
    'list',
    ok('<?xml version="1.0"?><ListResourceRecordSetsResponse><Res'),
    'H',
  ],
  ['+', 'a status of its own', 'status', status(changeInfo('C1', 'DONE')), 'H'],
  [
    '+',
    'the status of another change',
    'status',
    status(changeInfo('C2', 'INSYNC')),
    'H, believed',
    'Route 53 answers one id at a time',
  ],
  ['+', 'an alarm state of its own', 'alarms', alarm({ StateValue: 'FINE' }), 'H'],
  ['+', 'no such alarm', 'alarms', ok({ MetricAlarms: [] }), 'H'],
  ['+', 'alarms that are no list', 'alarms', ok({ MetricAlarms: 'x' }), 'H'],
  ['+', 'alarms of null', 'alarms', ok({ MetricAlarms: [null] }), 'H'],
  ['+', 'states without a table', 'load', ok({ Responses: {}, UnprocessedKeys: {} }), 'H', ANEW],
  [
    '+',
    'states left undone for ever',
    'load',
    ({ text }) => ok({ Responses: {}, UnprocessedKeys: JSON.parse(text).RequestItems }),
    'F',
  ],
  ['+', 'a state under another key', 'load', item({ service: { S: 'mail' } }), 'H', ANEW],
  ['+', 'states denied', 'load', jsonError('AccessDeniedException'), 'F'],
  ['+', 'saved by another pass', 'put', jsonError('ConditionalCheckFailedException'), 'H'],
  ['+', 'JSON in the place of XML', 'list', ok({ ResourceRecordSets: [] }), 'H'],
  ['+', 'nothing wrong, after all of these', 'list', () => undefined, 'moves'],
];

export const AWS_CASES: readonly CorpusCase[] = numbered('Ra', ROWS).map(
  ([id, [, what, call, said, expected, why]]) => ({
    id,
    what,
    expected,
    ...(why !== undefined && { why }),
    see: () => see(call, said),
  }),
);
