/** Answers of AWS with something wrong in them, through the real clients: a pass never throws, and changes no more than is meant. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AwsAnswer, AwsRequest } from '../adapters/aws-stub.ts';
import { WiredScene } from '../corpus/wired-scene.ts';
import { mutated, mutation, patched, textMutation } from './mutations.ts';

/** A pass over real sockets takes longer on a machine that is busy with others. */
const PATIENCE_MS = 30_000;

let scene: WiredScene;
beforeAll(async () => {
  scene = await WiredScene.of();
});
afterAll(() => scene.close());

const XML = ['<', '>', '</', '&', '&#0;', '<a>', '<![CDATA[', '<!DOCTYPE a [', '0', '\u0000'];
const JSON_SIGNS = ['{', '}', '[', ']', '"', ',', ':', 'null', '1e400', '\\u0000'];
const xmlMutation = fc.array(textMutation(XML), { minLength: 1, maxLength: 3 });
const jsonMutation = fc.array(textMutation(JSON_SIGNS), { minLength: 1, maxLength: 2 });
const mutations = fc.array(mutation, { minLength: 1, maxLength: 2 });

type Answer = Exclude<AwsAnswer, string>;

/** What the account answers to a kind of call, changed, and everything else as it is. */
async function passWith(kind: RegExp, change: (body: string) => string) {
  const bodies: string[] = [];
  const seen = await scene.pass({
    change: (request: AwsRequest, answer: Answer) => {
      if (request.action.startsWith('POST')) bodies.push(request.text);
      return kind.test(request.action) ? { ...answer, body: change(answer.body) } : answer;
    },
  });
  return { ...seen, bodies };
}

/** At most the one batch of the stage that is due. */
function expectNoMoreThanMeant({ changes, bodies }: Awaited<ReturnType<typeof passWith>>): void {
  expect(changes).toBeLessThanOrEqual(1);
  for (const body of bodies) {
    const weights = [...body.matchAll(/<Weight>(.*?)<\/Weight>/g)].map(([, weight]) => weight);
    expect(new Set(weights)).toEqual(new Set(['50']));
    const names = [...body.matchAll(/<Name>(.*?)<\/Name>/g)].map(([, name]) => name);
    expect(new Set(names)).toEqual(
      new Set(['g000003._switchback.shop.example.com', 'shop.example.com', 'www.shop.example.com']),
    );
  }
}

describe('An answer of Route 53 with something wrong in it', () => {
  it.each([
    ['records', /^GET .*rrset/],
    ['a change', /^POST .*rrset/],
  ])(
    'about %s brings nothing about that is not meant',
    async (_, kind) => {
      await fc.assert(
        fc.asyncProperty(xmlMutation, async (patches) => {
          expectNoMoreThanMeant(await passWith(kind, (body) => patched(body, patches)));
        }),
        { numRuns: 25 },
      );
    },
    PATIENCE_MS,
  );
});

describe('An answer in JSON with something wrong in it', () => {
  it.each([
    ['states', /BatchGetItem/],
    ['a save', /PutItem/],
    ['alarms', /DescribeAlarms/],
  ])(
    'about %s brings nothing about that is not meant',
    async (_, kind) => {
      const change = fc.oneof(
        jsonMutation.map((patches) => (body: string) => patched(body, patches)),
        mutations.map(
          (all) => (body: string) => JSON.stringify(mutated(JSON.parse(body), all)) ?? '',
        ),
      );
      await fc.assert(
        fc.asyncProperty(change, async (changed) => {
          expectNoMoreThanMeant(await passWith(kind, changed));
        }),
        { numRuns: 20 },
      );
    },
    PATIENCE_MS,
  );
});
