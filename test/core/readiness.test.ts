import { describe, expect, it } from '@jest/globals';
import { type HttpReadiness, judgeReadiness, readsBody } from '../../src/core/readiness.ts';
import type { JsonExpectation } from '../../src/core/service.ts';
import type { EndpointResponse } from '../../src/route53/probe.ts';

const check = (more: Partial<HttpReadiness> = {}): HttpReadiness => ({
  kind: 'http',
  url: 'https://tokyo.example.com/ready',
  statuses: { from: 200, to: 299 },
  withinMs: 2000,
  ...more,
});
const tcp = { kind: 'tcp', host: 'db.example.net', port: 5432, withinMs: 1000 } as const;

const http = (status: number, body?: string, more = {}): EndpointResponse => ({
  kind: 'http',
  connectMs: 10,
  statusMs: 20,
  status,
  ...(body !== undefined && { body }),
  ...more,
});

const good = (detail: string) => ({ good: true, detail });
const bad = (detail: string) => ({ good: false, detail });

describe('a site', () => {
  it.each<[string, EndpointResponse, unknown]>([
    ['answers', http(204), good('HTTP 204')],
    ['answers below the statuses', http(199), bad('HTTP 199')],
    ['answers above the statuses', http(302), bad('HTTP 302')],
    ['answers just in time', http(200, '', { bodyMs: 1970 }), good('HTTP 200')],
    ['answers too late', http(200, '', { bodyMs: 1971 }), bad('no answer within 2 s')],
    ['has no address', { kind: 'unresolved' }, bad('no such host')],
    ['refuses', { kind: 'refused', connectMs: 1 }, bad('connection refused')],
    ['is gone', { kind: 'no-connection' }, bad('no connection within 2 s')],
    ['takes long to connect', { kind: 'silent', connectMs: 2001 }, bad('no connection within 2 s')],
    ['says nothing', { kind: 'silent', connectMs: 1 }, bad('no answer within 2 s')],
    ['speaks no TLS', { kind: 'handshake-failed', connectMs: 1 }, bad('the TLS handshake failed')],
  ])('that %s', (_, response, outcome) => {
    expect(judgeReadiness(check(), response)).toEqual(outcome);
  });

  it('that is only connected to is good once it accepts', () => {
    expect(judgeReadiness(tcp, { kind: 'silent', connectMs: 1000 })).toEqual(good('connected'));
    expect(judgeReadiness(tcp, http(500))).toEqual(good('connected'));
    expect(judgeReadiness(tcp, { kind: 'refused', connectMs: 1 })).toEqual(
      bad('connection refused'),
    );
  });
});

describe('a body', () => {
  it('decides only where something is expected of it', () => {
    expect(
      [{}, { bodyContains: 'x' }, { json: { path: 'a' } }].map((more) => readsBody(check(more))),
    ).toEqual([false, true, true]);
    const packed = http(200, '', { contentEncoding: 'gzip' });
    expect(judgeReadiness(check(), packed)).toEqual(good('HTTP 200'));
    expect(judgeReadiness(check({ bodyContains: 'x' }), packed)).toEqual(
      bad('the body is compressed'),
    );
  });

  it('must contain what is expected', () => {
    const wants = check({ bodyContains: 'ready' });
    expect(judgeReadiness(wants, http(200, 'all ready'))).toEqual(good('HTTP 200'));
    const without = bad('the body does not contain what was expected');
    expect(judgeReadiness(wants, http(200, 'CANARY'))).toEqual(without);
    expect(judgeReadiness(wants, http(200))).toEqual(without);
  });
});

describe('a value of the body', () => {
  const judge = (json: JsonExpectation, body: string) =>
    judgeReadiness(check({ json }), http(200, body));

  it.each<[JsonExpectation, string]>([
    [{ path: 'a', equals: true }, '{"a":true}'],
    [{ path: 'a', equals: 'yes' }, '{"a":"yes"}'],
    [{ path: 'a', equals: 0 }, '{"a":0}'],
    [{ path: 'a.b.c', atMost: 30 }, '{"a":{"b":{"c":30}}}'],
    [{ path: 'a', atLeast: 10, atMost: 10 }, '{"a":10}'],
    [{ path: 'a.1', atLeast: 2 }, '{"a":[1,2]}'],
  ])('meets %j: %s', (json, body) => {
    expect(judge(json, body)).toEqual(good('HTTP 200'));
  });

  it.each<[JsonExpectation, string, string]>([
    [{ path: 'a.lag', atMost: 30 }, '{"a":{"lag":95}}', 'a.lag is 95, at most 30 allowed'],
    [{ path: 'a', atLeast: 10 }, '{"a":9.5}', 'a is 9.5, at least 10 needed'],
    [{ path: 'a', atLeast: 10 }, '{"a":1e400}', 'a is Infinity, at least 10 needed'],
    [{ path: 'a', atMost: 30 }, '{"a":"CANARY"}', 'a is a text, at most 30 allowed'],
    [{ path: 'a', atMost: 30 }, '{"a":null}', 'a is null, at most 30 allowed'],
    [
      { path: 'a', atMost: 30 },
      '{"a":{"CANARY":1}}',
      'a is not a single value, at most 30 allowed',
    ],
    [{ path: 'a', equals: true }, '{"a":"true"}', 'a is a text, true expected'],
    [{ path: 'a', equals: 'yes' }, '{"a":false}', 'a is false, "yes" expected'],
    [{ path: 'a.b', atMost: 1 }, '{"a":0}', 'a.b is missing, at most 1 allowed'],
    [{ path: 'a.length', atMost: 1 }, '{"a":""}', 'a.length is missing, at most 1 allowed'],
    [
      { path: 'constructor.length', atMost: 1 },
      '{}',
      'constructor.length is missing, at most 1 allowed',
    ],
    [{ path: 'a', atMost: 1 }, 'null', 'a is missing, at most 1 allowed'],
    [{ path: 'a', atMost: 1 }, '<html>CANARY', 'the body is not JSON'],
    [{ path: 'a', atMost: 1 }, '', 'the body is not JSON'],
  ])('misses %j and no text of it is shown: %s', (json, body, detail) => {
    expect(judge(json, body)).toEqual(bad(detail));
  });
});
