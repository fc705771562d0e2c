import { describe, expect, it } from '@jest/globals';
import { known, unknown } from '../../src/core/reading.ts';
import { type Replies, readAnswer, readWitness } from '../../src/core/replies.ts';
import { aService, aSide } from '../builders/configuration.ts';

const WORDS = ['healthy', 'unhealthy'] as const;
const SILENT = unknown('no answer within 2 s');

function said(...answers: readonly (readonly string[])[]): Replies {
  return answers.map((values) => known(values));
}

describe('A witness', () => {
  it.each([
    ['all name servers', said(['healthy'], ['healthy']), 'healthy'],
    ['the only one that answered', [SILENT, known(['unhealthy'])], 'unhealthy'],
  ])('is read when %s say the same', (_, replies, word) => {
    expect(readWitness(replies, WORDS)).toEqual(known(word));
  });

  it.each([
    ['nobody was asked', undefined, 'not asked'],
    ['there is no name server', [], 'no name server answered'],
    ['none answered', [SILENT, unknown('SERVFAIL')], 'no answer within 2 s'],
    [
      'they disagree',
      said(['healthy'], ['unhealthy']),
      'name servers disagree: healthy / unhealthy',
    ],
    ['the word is strange', said(['Healthy']), 'unexpected answer "Healthy"'],
    ['the answer is empty', said([]), 'unexpected answer ""'],
    [
      'there are two values',
      said(['healthy', 'unhealthy']),
      'unexpected answer "healthy unhealthy"',
    ],
  ])('is unknown when %s', (_, replies, why) => {
    expect(readWitness(replies, WORDS)).toEqual(unknown(why));
  });
});

describe('The answer', () => {
  const many = aService({
    primary: aSide('primary', {
      target: { kind: 'values', values: { A: ['192.0.2.1', '192.0.2.2'] } },
    }),
  });
  const here = ['192.0.2.10'];
  const there = ['198.51.100.20'];

  it.each([
    ['primary', said(here, here)],
    ['secondary', said(there, there)],
    ['mixed', said(here, there)],
    ['mixed', said(there, here)],
    ['secondary', [SILENT, known(there)]],
  ])('is %s', (side, replies) => {
    expect(readAnswer(replies, aService(), 'A')).toEqual(known(side));
  });

  it.each([
    ['nobody was asked', undefined, 'not asked'],
    ['none answered', [SILENT], 'no answer within 2 s'],
    ['there is no name server', [], 'no name server answered'],
    ['the address is a stranger’s', said(['203.0.113.5']), 'an answer that is neither side’s'],
    ['one of two is a stranger’s', said(here, ['203.0.113.5']), 'an answer that is neither side’s'],
    ['there is no address', said([]), 'an answer that is neither side’s'],
  ])('is unknown when %s', (_, replies, why) => {
    expect(readAnswer(replies, aService(), 'A')).toEqual(unknown(why));
  });

  it('may list the values of a side in any order, but must list all of them', () => {
    expect(readAnswer(said(['192.0.2.2', '192.0.2.1']), many, 'A')).toEqual(known('primary'));
    expect(readAnswer(said(['192.0.2.2']), many, 'A').known).toBe(false);
  });

  it('of a type that the service does not carry is unknown', () => {
    expect(readAnswer(said(here), aService(), 'AAAA').known).toBe(false);
  });

  it('of an alias cannot be told by its addresses', () => {
    const target = {
      kind: 'alias',
      types: ['A'],
      dnsName: 'd1.cloudfront.net',
      hostedZoneId: 'Z2',
    } as const;
    const service = aService({
      primary: aSide('primary', { target }),
      secondary: aSide('secondary', { target }),
    });
    expect(readAnswer(said(here), service, 'A').known).toBe(false);
  });
});
