/** Answers of Route 53 that promise something and hold nothing: corpus R of the failure model, as far as it is AWS. */
import { Route53Client } from '@aws-sdk/client-route-53';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { route53Records } from '../../src/adapters/route53-records.ts';
import type { Records } from '../../src/ports.ts';
import { type AwsAnswer, AwsStub, ok, QUICK, xmlError } from './aws-stub.ts';
import { changeInfo, xml } from './route53-stub.ts';

let aws: AwsStub;
let records: Records;
beforeEach(async () => {
  aws = await AwsStub.start(() => 'silence');
  records = route53Records({ client: new Route53Client(aws.options(QUICK)) });
});
afterEach(() => aws.close());

const ACTS = {
  list: async () => (await records.list(['Z1'])).get('Z1'),
  change: () => records.change('Z1', []).catch((error: Error) => String(error)),
  status: async () => (await records.changeStatuses(['C1'])).get('C1'),
} as const;

const LIST = 'route53:ListResourceRecordSets failed: ';
const CHANGE = 'AwsError: route53:ChangeResourceRecordSets failed: ';
const STATUS = 'route53:GetChange failed: ';
const unseen = (why: unknown) => ({ known: false, why });
const sets = (content: string) => ok(xml('ListResourceRecordSetsResponse', content));
const status = (content: string) => ok(xml('GetChangeResponse', content));
const NO_MORE = '<IsTruncated>false</IsTruncated>';
const HTML = ok('<html><body>CANARY</body></html>');

it.each<[string, keyof typeof ACTS, AwsAnswer, unknown]>([
  ['R1 HTML', 'list', HTML, unseen(`${LIST}the answer has no ResourceRecordSets`)],
  ['R1 HTML', 'change', HTML, `${CHANGE}the answer has no ChangeInfo.Id`],
  ['R1 HTML', 'status', HTML, unseen(`${STATUS}the answer has no ChangeInfo.Status`)],
  ['R1 no XML', 'change', ok('CANARY'), expect.stringContaining(`${CHANGE}UnknownError`)],
  ['R2 empty', 'list', ok(''), unseen(`${LIST}the answer has no ResourceRecordSets`)],
  ['R2 empty', 'change', ok(''), `${CHANGE}the answer has no ChangeInfo.Id`],
  ['R2 empty', 'status', ok(''), unseen(`${STATUS}the answer has no ChangeInfo.Status`)],
  [
    'R3 ChangeInfo without id',
    'change',
    ok(xml('X', '<ChangeInfo><Status>PENDING</Status></ChangeInfo>')),
    `${CHANGE}the answer has no ChangeInfo.Id`,
  ],
  ['R4 pending', 'status', status(changeInfo('C1', 'PENDING')), { known: true, value: 'PENDING' }],
  [
    'a status of its own',
    'status',
    status(changeInfo('C1', 'DONE')),
    unseen(`${STATUS}the answer has no ChangeInfo.Status`),
  ],
  [
    'R5 no such change',
    'status',
    xmlError('NoSuchChange', 'x', 404),
    { known: true, value: 'NoSuchChange' },
  ],
  [
    'a change that may not be read',
    'status',
    xmlError('AccessDenied', 'CANARY', 403),
    unseen(`${STATUS}AccessDenied (HTTP 403)`),
  ],
  [
    'R10 no such zone',
    'list',
    xmlError('NoSuchHostedZone', 'CANARY', 404),
    unseen(`${LIST}NoSuchHostedZone (HTTP 404)`),
  ],
  [
    'a list that does not say whether it ends',
    'list',
    sets('<ResourceRecordSets/>'),
    unseen(`${LIST}the answer has no IsTruncated`),
  ],
  [
    'a page without the next one',
    'list',
    sets('<ResourceRecordSets/><IsTruncated>true</IsTruncated>'),
    unseen(`${LIST}the answer has no next record`),
  ],
  [
    'a record set without a name',
    'list',
    sets(
      `<ResourceRecordSets><ResourceRecordSet><Type>A</Type></ResourceRecordSet></ResourceRecordSets>${NO_MORE}`,
    ),
    unseen(`${LIST}the answer has no name or type of a record set`),
  ],
  ['silence', 'list', 'silence', unseen(`${LIST}TimeoutError`)],
  // Jest's own realm hides the error's name here.
  ['a reset', 'status', 'reset', unseen(expect.stringContaining(STATUS))],
])('%s (%s)', async (_, act, answer, expected) => {
  aws.answer(() => answer);
  const seen = await ACTS[act]();
  expect(seen).toEqual(expected);
  expect(JSON.stringify(seen)).not.toContain('CANARY');
});
