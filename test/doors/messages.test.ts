/** Messages on their way out: nobody called, nothing linked, nothing steered, and never too large to be sent. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Language } from '../../src/core/service.ts';
import { renderDigest } from '../../src/messages/digest.ts';
import { renderFreeze } from '../../src/messages/freeze.ts';
import type { Notification } from '../../src/messages/message.ts';
import { subjectLine } from '../../src/messages/neutralise.ts';
import { renderNotification } from '../../src/messages/notification.ts';
import { wordingFor } from '../../src/messages/wording.ts';
import { aConfiguration, aService, aSide } from '../builders/configuration.ts';
import { anEntry, anEntryOf, anOutboxItem } from '../builders/entries.ts';
import { ALL_FACTS, EVERY_REASON } from '../messages/every-reason.ts';
import { hostileText, MARKUP, UNSAFE } from '../messages/hostile.ts';

/** SNS takes no more for message and attributes together (API `Publish`). */
const MOST_BYTES = 262_144;

const CALLS_SOMEBODY = [
  '<!channel>',
  '<!here|here>',
  '<@U024BE7LH>',
  '<#C024BE7LR>',
  '@here',
  '@everyone',
  '<at>Operator</at>',
  '[runbook](https://evil.example/)',
  '![x](https://evil.example/pixel)',
  '<https://evil.example|https://console.aws.amazon.com>',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '\u001b[2J\u001b[31mred',
  '\u009b31mred',
  '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  '\u202eevil\u202c',
  '\u2066evil\u2069',
  'zero\u200bwidth\u200d\ufeff',
  'tag\u{e0041}characters',
  'line\r\nbreak\u2028\u2029\u0085',
  'nul\u0000bell\u0007',
  '```code```',
  '＜!channel＞ ＠here ﹤!here﹥ ﹫here',
] as const;

/** One of each action. */
const REASONS = [...new Map(EVERY_REASON).entries()];

function messagesOf(text: string, language: Language): readonly Notification[] {
  const wording = wordingFor(language);
  const service = aService({ id: text, primary: aSide('primary', { region: text }) });
  const facts = Object.fromEntries(Object.keys(ALL_FACTS).map((fact) => [fact, text]));
  const evidence = Array.from({ length: 40 }, (_, at) => ({
    source: 'guard' as const,
    about: `${at}${text}`,
    said: text,
  }));
  const items = REASONS.map(([action, because]) => ({
    service,
    item: anOutboxItem({
      incident: text,
      entries: [anEntryOf(action, because, { facts, evidence }), anEntry({ facts, evidence })],
    }),
  }));
  return [
    ...items.flatMap(
      ({ item }) => renderNotification(wording, aConfiguration(), service, item) ?? [],
    ),
    renderDigest(wording, aConfiguration(), items),
    renderFreeze(wording, aConfiguration(), service, text, 'key'),
  ];
}

function bytesOf({ text, attributes }: Notification): number {
  return Buffer.byteLength(text) + Buffer.byteLength(JSON.stringify(attributes));
}

describe.each<Language>(['en', 'ja'])('no message in %s', (language) => {
  it.each(CALLS_SOMEBODY)('calls, links or steers by what is in it: %j', (text) => {
    for (const { text: shown, subject, attributes } of messagesOf(text, language)) {
      for (const part of [shown, subject, ...Object.values(attributes)]) {
        expect(part).not.toMatch(MARKUP);
        expect(part).not.toMatch(UNSAFE);
      }
    }
  });

  it('has a subject of anything but 1 to 100 printable ASCII characters', () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.constantFrom(...CALLS_SOMEBODY)), (text) => {
        const subject = subjectLine(`[Switchback] ${text}`);
        expect(subject).toMatch(/^[ -~]{1,100}$/);
        expect(subject).not.toMatch(MARKUP);
      }),
    );
  });

  it.each([
    ['a character of four bytes', '🚨'],
    ['a character of three bytes', '本'],
    ['what becomes eighteen characters', '\ufdfa'],
    ['what becomes longer when it is made harmless', '@'],
  ])('is too large for SNS, even full of %s, for 100 services', (_, character) => {
    const text = character.repeat(1_000);
    const wording = wordingFor(language);
    const items = Array.from({ length: 100 }, (__, at) => ({
      service: aService({
        id: `${at}${text}`,
        primary: aSide('primary', { region: `${at}${text}` }),
      }),
      item: anOutboxItem({ incident: text }),
    }));
    const all = [...messagesOf(text, language), renderDigest(wording, aConfiguration(), items)];
    expect(Math.max(...all.map(bytesOf))).toBeLessThan(MOST_BYTES / 2);
  });

  it('is cut through a character', () => {
    for (const { text, attributes } of messagesOf('x😀'.repeat(2_000), language)) {
      expect([text, ...Object.values(attributes)].every((part) => part.isWellFormed())).toBe(true);
      expect(text).toContain('…');
    }
  });
});
