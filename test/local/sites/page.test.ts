import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeReadiness } from '../../../src/core/readiness.ts';
import { type Asked, pageFor } from '../../../src/local/sites/page.ts';
import { anEndpointCheck } from '../../builders/configuration.ts';
import { httpReadiness } from '../local-service.ts';

const INTRODUCTION = { service: 'shop', side: 'primary', requests: 7 };

function asks(more: Parameters<typeof httpReadiness>[1]): Asked {
  return { kind: 'readiness', check: httpReadiness('http://127.0.0.1/', more) as never };
}

function isReady({ check }: Asked, status: number, body: string): boolean {
  const times = { connectMs: 0, statusMs: 0 };
  return judgeReadiness(check as never, { kind: 'http', ...times, status, body }).good;
}

describe('the page of a path', () => {
  it.each<[string, Asked]>([
    ['a number that is small enough', asks({ json: { path: 'lag', atMost: 5 } })],
    ['a number between two', asks({ json: { path: 'a.b.c', atLeast: 2, atMost: 3 } })],
    ['a text in JSON', asks({ json: { path: 'role', equals: 'writer' } })],
    [
      'part of JSON',
      asks({ bodyContains: '"ready": true', json: { path: 'ready', equals: true } }),
    ],
    ['no JSON', asks({ bodyContains: 'all "good"\n' })],
    ['another status', asks({ statuses: { from: 204, to: 204 } })],
  ])('pleases a check that wants %s', (_, asked) => {
    const page = pageFor([asked])!;
    expect(isReady(asked, page.status, page.body(INTRODUCTION))).toBe(true);
  });

  it('pleases any check for a text and a value that are not at odds', () => {
    const text = fc.string({ minLength: 1, maxLength: 50 });
    const value = fc.oneof(fc.boolean(), fc.integer(), fc.string({ maxLength: 20 }));
    fc.assert(
      fc.property(text, value, (wanted, equals) => {
        for (const asked of [
          asks({ bodyContains: '1' }),
          asks({ bodyContains: wanted }),
          asks({ json: { path: 'is.it', equals } }),
        ]) {
          const page = pageFor([asked])!;
          expect(isReady(asked, page.status, page.body(INTRODUCTION))).toBe(true);
        }
      }),
    );
  });

  it('holds the search string of a health check that shares it', () => {
    const check = anEndpointCheck('primary', { searchString: 'ALL <OK>' });
    const json = asks({ json: { path: 'lag', atMost: 1 } });
    const page = pageFor([{ kind: 'health', check }, json])!;
    expect(page.body(INTRODUCTION)).toContain('ALL <OK>');
    expect(isReady(json, page.status, page.body(INTRODUCTION))).toBe(true);
  });

  it('is none when two checks contradict each other', () => {
    const one = asks({ statuses: { from: 200, to: 200 } });
    expect(pageFor([one, asks({ statuses: { from: 204, to: 204 } })])).toBeUndefined();
  });
});
