/** What holds of the words of every language. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CommandAnswer } from '../../src/core/command.ts';
import type { Language } from '../../src/core/service.ts';
import type { Phase } from '../../src/core/state.ts';
import { renderAnswer } from '../../src/messages/answer.ts';
import { renderEntry } from '../../src/messages/entry.ts';
import { renderFreeze } from '../../src/messages/freeze.ts';
import { renderNotification } from '../../src/messages/notification.ts';
import type { Task } from '../../src/messages/tasks.ts';
import { type Sentence, tell } from '../../src/messages/told.ts';
import { wordingFor } from '../../src/messages/wording.ts';
import { aConfiguration, aFailbackPolicy, aService, aSide } from '../builders/configuration.ts';
import { anEntryOf, anOutboxItem, aStanding } from '../builders/entries.ts';
import { ALL_FACTS, EVERY_ANSWER, EVERY_REASON } from './every-reason.ts';
import { hostileText, MARKUP, UNSAFE } from './hostile.ts';
import { commandLines } from './shell.ts';

const LANGUAGES: readonly Language[] = ['en', 'ja'];
const PHASES: readonly Phase[] = ['OnPrimary', 'OnSecondary', 'Returning'];
const LONGEST_MESSAGE = 28;

/** Every length of time of it is another one. */
const SERVICE = aService({
  ttlSeconds: 11,
  cooldownMs: 12_000,
  failback: aFailbackPolicy({ stableForMs: 13_000, bakeMs: 14_000 }),
});

function line(language: Language, action: string, because: string): string {
  const entry = anEntryOf(action, because, { facts: ALL_FACTS, evidence: [] });
  return renderEntry(wordingFor(language), SERVICE, entry);
}

function answer(language: Language, outcome: CommandAnswer['outcome'], because: string): string {
  const given = { outcome, because, facts: ALL_FACTS };
  const [wording, configuration] = [wordingFor(language), aConfiguration()];
  return renderAnswer(wording, configuration, SERVICE, { service: 'shop' }, given, aStanding());
}

describe.each(LANGUAGES)('in %s', (language) => {
  const wording = wordingFor(language);

  it.each(EVERY_REASON)('a line of the time-line has words for %s because %s', (...reason) => {
    expect(line(language, ...reason)).not.toMatch(
      /undefined|NaN|[!\n]|[.。]$|not recorded|記録なし/,
    );
    expect(line(language, ...reason)).not.toContain(reason.join(', reason '));
  });

  it('lines are different for every action and reason', () => {
    const lines = EVERY_REASON.map((reason) => line(language, ...reason));
    expect(new Set(lines).size).toBe(lines.length);
  });

  it.each(EVERY_ANSWER)('an answer has words for %s because %s', (outcome, because) => {
    const text = answer(language, outcome, because);
    expect(text).not.toContain(wording.otherAnswer(outcome, because));
    expect(text).not.toMatch(/!|undefined|NaN|not recorded|記録なし/);
  });

  it('every refusal says why and what lifts it, in its own words', () => {
    const refusals = EVERY_ANSWER.filter(([outcome]) => outcome === 'refused');
    const told = refusals.map((refusal) => answer(language, ...refusal));
    expect(new Set(told).size).toBe(Object.keys(wording.refusals).length);
  });

  it.each(EVERY_REASON.flatMap((reason) => PHASES.map((phase) => [...reason, phase] as const)))(
    'a message is whole and short: %s because %s, %s',
    (action, because, phase) => {
      const entries = [anEntryOf(action, because, { facts: ALL_FACTS })];
      const item = anOutboxItem({ entries, standing: aStanding({ phase }) });
      const { subject, text } = renderNotification(wording, aConfiguration(), aService(), item)!;
      expect(subject).toMatch(/^\[Switchback\] shop: [ -~]+$/);
      expect(subject).not.toContain('no words for');
      expect(subject.length).toBeLessThanOrEqual(100);
      const { happened, users, next, toDo, incident } = wording.headings;
      for (const heading of [happened(''), users, next, toDo, incident('shop-')]) {
        expect(text).toContain(`\n${heading.replace(/\W+$/, '')}`);
      }
      expect(text).not.toMatch(
        /!|undefined|NaN|not recorded|another version|記録なし|別のバージョン/,
      );
      expect(text.split('\n').length).toBeLessThanOrEqual(LONGEST_MESSAGE);
      expect(commandLines(text).length).toBeLessThanOrEqual(2);
    },
  );

  it('nothing gets through that came from elsewhere and does harm', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...EVERY_REASON, ['teleported', '<!here>'] as const),
        fc.constantFrom(...EVERY_ANSWER),
        hostileText,
        hostileText,
        ([action, because], [outcome, reason], text, name) => {
          const facts = Object.fromEntries(Object.keys(ALL_FACTS).map((fact) => [fact, text]));
          const evidence = [
            { source: 'probe', about: 'primary', said: text },
            { source: 'guard', about: text, said: text },
          ] as const;
          const service = aService({ id: name, primary: aSide('primary', { region: text }) });
          const entry = anEntryOf(action, because, { facts, evidence });
          const item = anOutboxItem({ incident: text, entries: [entry] });
          const [command, place] = [{ service: text }, aConfiguration()];
          const message = renderNotification(wording, place, service, item)!;
          const oneLine = renderEntry(wording, service, entry);
          expect(oneLine).not.toContain('\n');
          expect(message.subject).toMatch(/^[ -~]{1,100}$/);
          expect(Object.values(message.attributes)).not.toContain('');
          const [known, unknown] = [reason, text].map((one) =>
            renderAnswer(
              wording,
              place,
              undefined,
              command,
              { outcome, because: one, facts },
              null,
            ),
          );
          const { text: frozen } = renderFreeze(wording, place, service, text, 'key');
          const attributes = Object.values(message.attributes);
          for (const shown of [oneLine, message.text, ...attributes, known, unknown, frozen]) {
            expect(shown).not.toMatch(UNSAFE);
            expect(shown).not.toMatch(MARKUP);
          }
        },
      ),
    );
  });
});

/** What a sentence is told, each of it as a mark that no language has words for. */
const MARKS = {
  ...tell(wordingFor('en'), SERVICE, {}),
  ...Object.fromEntries(
    Object.keys(tell(wordingFor('en'), SERVICE, {})).map((key) => [key, `«${key}»`]),
  ),
  text: (fact: string) => `«${fact}»`,
  duration: (fact: string) => `«${fact}»`,
  moment: (fact: string) => `«${fact}»`,
} satisfies Parameters<Sentence>[0];

type Facts = readonly string[];

function factsOf(sentence: Sentence): Facts {
  return [...new Set(sentence(MARKS).match(/«\w+»/g))].toSorted();
}

/** Every sentence of a language by its place in the table. */
function sentences(language: Language): ReadonlyMap<string, Sentence> {
  const { entries, answers, refusals, outlooks, tasks, users, secondaryWarnings } =
    wordingFor(language);
  const found = new Map<string, Sentence>();
  const walk = (path: string, value: unknown): void => {
    if (typeof value === 'function') found.set(path, value as Sentence);
    else for (const [key, one] of Object.entries(value as object)) walk(`${path}.${key}`, one);
  };
  walk('', { entries, answers, refusals, outlooks, tasks, users, secondaryWarnings });
  return found;
}

describe('Japanese', () => {
  const english = sentences('en');

  it.each([...sentences('ja')])('says the facts that English says: %s', (path, sentence) => {
    expect(factsOf(sentence)).toEqual(factsOf(english.get(path)!));
  });

  /** Names of things, and what a person types or reads elsewhere as it is. */
  const AS_IT_IS =
    /«\w+»|Switchback|Route 53|DNS|TTL|SNS|armed|observe|off|on|status|resume|lastResort: secondary|services\.yml|mode: auto|id/g;

  it.each([...sentences('ja')])('is Japanese: %s', (_, sentence) => {
    const said = sentence(MARKS);
    expect(said).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}]/u);
    expect(said.replace(AS_IT_IS, '')).not.toMatch(/[A-Za-z]{2}/);
  });

  it.each<Task>([
    'failover',
    'failback',
    'abort',
    'approve',
    'resume',
    'adoptRecords',
    'seeAlarms',
  ])('ends a task with a colon where its command follows: %s', (task) => {
    expect(wordingFor('ja').tasks[task](MARKS)).toMatch(/:$/);
  });

  it('puts a whole failure into words', () => {
    const { subject, text } = renderNotification(
      wordingFor('ja'),
      aConfiguration(),
      aService(),
      anOutboxItem(),
    )!;
    expect(subject).toBe('[Switchback] shop: primary down, holding users on secondary');
    expect(text).toBe(
      [
        'shop: ホールド開始: プライマリ（ap-northeast-1）に障害が起きたため、ユーザーをセカンダリ（us-west-2）に留めます。',
        '',
        '起きたこと（2026-11-24 15:05:00 UTC）',
        '- インシデント開始: Route 53 がプライマリ（ap-northeast-1）を異常と判定しました',
        '- プライマリ（ap-northeast-1）: Route 53 の判定は異常、Switchback のプローブ: no connection within 4 s、アラーム: ALARM',
        '- セカンダリ（us-west-2）: Route 53 の判定は正常、Switchback のプローブ: HTTP 200、アラーム: OK',
        '',
        '今のユーザー',
        '- セカンダリ（us-west-2）にいます（15:05:00 UTC 現在）',
        '- あるべき場所はセカンダリ（レコードの重みはプライマリ 0 %、セカンダリ 100 %）、ホールドスイッチは on',
        '- リゾルバーは、あと 60 秒（TTL）までは前の答えを返すことがあります',
        '',
        '次に自動で起きること',
        '- プライマリ（ap-northeast-1）が正常に戻っても、人がフェイルバックを始めるまで、ユーザーはセカンダリに留まります。',
        '- セカンダリが異常でプライマリが正常なら、Route 53 はプライマリを答えます。',
        '',
        'すること',
        '- プライマリ（ap-northeast-1）のどこが悪いかを調べてください。',
        '- プライマリ（ap-northeast-1）の正常な状態が 10 分続いたら、ユーザーを戻す:',
        'aws lambda invoke --region us-west-2 --function-name switchback-failback --cli-binary-format raw-in-base64-out --payload \'{"service":"shop","incident":"shop-20261124-150500","reason":"WHY"}\' /dev/stdout',
        '',
        'インシデント: shop-20261124-150500',
      ].join('\n'),
    );
  });
});
