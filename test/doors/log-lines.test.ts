/** What the deployed functions write into their logs, whatever they meet: one JSON line an entry, short and harmless. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fitting, MOST_FIELD_BYTES } from '../../src/functions/log-line.ts';
import { logLines } from '../../src/functions/pass-report.ts';
import type { Pass } from '../../src/reconcile/reconcile.ts';
import { type AwsAnswer, jsonError, ok, xmlError } from '../adapters/aws-stub.ts';
import { hostileText } from '../messages/hostile.ts';
import { DeployedAccount, TABLE } from './deployed-account.ts';

const PATIENCE_MS = 60_000;
const MOST_LINE_BYTES = 8_192;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** What is wrong with a log, of which every entry should be one line. */
function faultsOf(log: string): readonly string[] {
  return log
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => [
      ...(Buffer.byteLength(line) <= MOST_LINE_BYTES ? [] : [`too long: ${line.slice(0, 200)}`]),
      ...(UNSEEN.test(line) ? [`unseen characters: ${JSON.stringify(line.slice(0, 200))}`] : []),
      ...(isObject(line) ? [] : [`no JSON: ${JSON.stringify(line.slice(0, 200))}`]),
    ]);
}

function isObject(line: string): boolean {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
}

const RUNS = 40;
const MEETINGS = fc.tuple(hostileText, hostileText, fc.nat(2));

/** Everything that is written while hostile texts arrive, in an account whose primary is down. */
async function writtenUnder(
  meet: (account: DeployedAccount, one: string, other: string, kind: number) => Promise<unknown>,
): Promise<string> {
  const account = await DeployedAccount.start();
  await account.ticks(13);
  account.breakSide('primary');
  for (const [one, other, kind] of fc.sample(MEETINGS, RUNS)) {
    await meet(account, one, other, kind);
  }
  return account.close();
}

describe('the log of a deployed function is one short JSON line an entry, whatever', () => {
  it.each<[string, Parameters<typeof writtenUnder>[0]]>([
    [
      'a person gives as name and reason',
      (account, who, reason) => {
        account.world.step(account.world.nowMs + 1_000);
        const pause = { command: 'pause', service: 'shop', who, reason, forMs: 60_000 };
        return account.invoke('operate', pause);
      },
    ],
    [
      'an alarm event carries',
      (account, alarmName, reason) => account.invoke('alarm', alarmEvent(alarmName, reason)),
    ],
    [
      'AWS answers, in its errors and in what it holds',
      (account, one, other, kind) => {
        account.meddle(({ action }) => hostileAnswer(action, one, other, kind));
        return account.invoke('tick', {});
      },
    ],
  ])(
    '%s',
    async (_, meet) => {
      const log = await writtenUnder(meet);
      expect(faultsOf(log)).toEqual([]);
      // Metrics, and at least one line about what arrived.
      expect(log.split('\n').length).toBeGreaterThan(2 * RUNS);
    },
    PATIENCE_MS,
  );
});

function alarmEvent(alarmName: string, reason: string) {
  const body = JSON.stringify({
    source: 'aws.cloudwatch',
    'detail-type': 'CloudWatch Alarm State Change',
    detail: { alarmName, state: { value: 'ALARM', reason } },
  });
  return { Records: [{ messageId: reason, body }] };
}

function hostileAnswer(action: string, one: string, other: string, kind: number): AwsAnswer {
  const isXml = !/^(DynamoDB|Granite)/.test(action);
  if (kind === 0) return isXml ? xmlError(one, other) : jsonError(one);
  const item = { service: { S: 'shop' }, item: { S: 'STATE' }, [one]: { S: other } };
  return ok(kind === 1 ? { Responses: { [TABLE]: [item] } } : one);
}

function lineOf(cause: unknown) {
  const faults = [{ doing: 'trying', service: null, cause }];
  const pass = { decisions: new Map(), notSaved: new Set(), faults };
  const [line] = logLines(pass as unknown as Pass);
  if (line === undefined) throw new Error('A fault left no line.');
  return fitting(line);
}

describe('a cause in a line', () => {
  const circular: Error & { request?: unknown } = new Error('round');
  circular.request = { headers: { authorization: 'CANARY' }, error: circular };
  circular.cause = circular;

  it.each<[string, unknown, string]>([
    ['that goes round in circles', circular, 'Error: round'],
    ['that is no error', null, 'null'],
    ['that cannot be said', Object.create(null), 'something of the type object'],
    ['with a line break', new Error('a\nb'), 'Error: a\\u{a}b'],
    ['with half a character', new Error('a\ud800b'), 'Error: a\\u{d800}b'],
    ['that turns text around', new Error('a\u202eb'), 'Error: a\\u{202e}b'],
  ])('%s is its name and message', (_, cause, expected) => {
    expect(lineOf(cause).fields.cause).toBe(expected);
  });

  it('of 50 MB is cut, at once', () => {
    const startedMs = performance.now();
    const line = lineOf(new Error('👩‍👩‍👧‍👦'.repeat(2_000_000)));
    expect(performance.now() - startedMs).toBeLessThan(500);
    expect(String(line.fields.cause)).toMatch(/^Error: 👩.*…$/u);
  });
});

describe('a line', () => {
  const anyFields = fc.dictionary(
    hostileText,
    fc.oneof(
      hostileText,
      fc.array(hostileText, { maxLength: 60 }),
      fc.array(fc.dictionary(hostileText, fc.oneof(hostileText, fc.double(), fc.bigInt())), {
        maxLength: 60,
      }),
      fc.anything(),
    ),
    { maxKeys: 60 },
  );

  it('is harmless and short, and JSON can write it, whatever is in it', () => {
    fc.assert(
      fc.property(hostileText, anyFields, (message, fields) => {
        const line = fitting({ level: 'info', message, fields });
        const text = JSON.stringify(line.fields);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_FIELD_BYTES);
        expect(Buffer.byteLength(JSON.stringify(line.message))).toBeLessThanOrEqual(1_210);
        expect(text + line.message).not.toMatch(UNSEEN);
      }),
      { numRuns: 300 },
    );
  });

  it('that is short and harmless is left as it is', () => {
    const line = {
      level: 'error',
      message: 'telling people failed',
      fields: { serviceId: null, 理由: '保守 🚨', entries: [{ facts: { from: 1.5, told: true } }] },
    } as const;
    expect(fitting(line)).toEqual(line);
  });

  it('is cut between characters, and shows that it was', () => {
    const { fields } = fitting({ level: 'info', message: '', fields: { a: '😀'.repeat(600) } });
    expect(fields.a).toBe(`${'😀'.repeat(499)}…`);
  });
});
