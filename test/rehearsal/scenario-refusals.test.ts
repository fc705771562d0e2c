import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { faultsOf, goodScenario, said, withExpectation, withHappening } from './scenario-text.ts';

const GOOD = stringify(goodScenario());

describe('is refused, with path and sentence:', () => {
  it.each([
    ['a misspelt key', GOOD.replace('length', 'lenght'), 'lenght', 'did you mean length'],
    [
      'a misspelt key of a happening',
      withHappening({ braek: 'primary' }),
      'happens[0].braek',
      'did you mean break',
    ],
    [
      'a misspelt key of the expectations',
      withExpectation({ messagesAtmost: 3 }),
      'expect.messagesAtmost',
      'did you mean messagesAtMost',
    ],
    ['no length', GOOD.replace(/^length.*$/m, ''), 'length', 'found nothing; allowed a duration'],
    ['a length without a unit', GOOD.replace('10m', '10'), 'length', 'a duration such as 90s'],
    [
      'no expectation',
      stringify({ ...goodScenario(), expect: undefined }),
      'expect',
      'timeline, never, phase',
    ],
    ['nothing that happens', withHappening({}), 'happens[0]', 'exactly one of: break'],
    [
      'two things in one happening',
      withHappening({ break: 'primary', mend: 'secondary' }),
      'happens[0]',
      'found break and mend',
    ],
    [
      'a time after the end',
      withHappening({ at: '11m', mend: 'primary' }),
      'happens[0].at',
      'within the length',
    ],
    [
      'a side that is none',
      withHappening({ break: 'third' }),
      'happens[0].break',
      'primary or secondary',
    ],
    [
      'a misspelt side',
      withHappening({ mend: 'primray' }),
      'happens[0].mend',
      'did you mean primary',
    ],
    [
      'an unknown service',
      withHappening({ service: 'shpo', mend: 'primary' }),
      'happens[0].service',
      'did you mean shop',
    ],
    [
      'an unknown outage',
      withHappening({ outage: 'statestore' }),
      'happens[0].outage',
      'did you mean stateStore',
    ],
    [
      'an unknown end of an outage',
      withHappening({ restore: 'dynamo' }),
      'happens[0].restore',
      'route53Control',
    ],
    [
      'an unknown command',
      withHappening({ command: 'fallback' }),
      'happens[0].command',
      'did you mean failback',
    ],
    [
      'an unknown action',
      withExpectation({ timeline: ['holdBegan'] }),
      'expect.timeline[0]',
      'did you mean holdBegun',
    ],
    [
      'an unknown action with a reason',
      withExpectation({ timeline: ['helt: weights'] }),
      'expect.timeline[0]',
      'did you mean held',
    ],
    [
      'an unknown action that must not be',
      withExpectation({ never: ['held', 'relapse'] }),
      'expect.never[1]',
      'did you mean relapsed',
    ],
    [
      'a reason that is missing',
      withExpectation({ timeline: ['held:'] }),
      'expect.timeline[0]',
      'a reason',
    ],
    [
      'an unknown phase',
      withExpectation({ phase: 'OnTheMoon' }),
      'expect.phase',
      'OnPrimary, OnSecondary',
    ],
    [
      'a way to break that does not fit',
      withHappening({ break: 'primary', how: 'silence' }),
      'happens[0].how',
      'refused, no connection or status',
    ],
    [
      'a way for an outage that does not fit',
      withHappening({ outage: 'notifier', how: 'refused' }),
      'happens[0].how',
      'error, silence or answer lost',
    ],
    [
      'a way for what has none',
      withHappening({ mend: 'primary', how: 'refused' }),
      'happens[0].how',
      'only with break or outage',
    ],
    [
      'a status that is none',
      withHappening({ break: 'primary', how: 'status 999' }),
      'happens[0].how',
      'status',
    ],
    [
      'a pause without an end',
      withHappening({ command: 'pause' }),
      'happens[0]',
      'for: how long it lasts',
    ],
    [
      'words of a command with what is none',
      withHappening({ mend: 'primary', who: 'me' }),
      'happens[0].who',
      'only with command',
    ],
    [
      'an end for what is no pause',
      withHappening({ command: 'failback', for: '1h' }),
      'happens[0].for',
      'only with command: pause',
    ],
    [
      'a service that is not played',
      stringify({
        ...goodScenario(),
        services: 'first',
        happens: [{ at: '1m', service: 'api', break: 'primary' }],
      }),
      'happens[0].service',
      'one of: shop;',
    ],
    [
      'a service for an outage of AWS',
      withHappening({ service: 'shop', outage: 'probes' }),
      'happens[0].service',
      'meets all of them',
    ],
    [
      'no copies',
      stringify({ ...goodScenario(), services: { copies: 0 } }),
      'services.copies',
      '1 to 1000',
    ],
    ['a key twice', `${GOOD}name: again\n`, '', 'unique'],
    ['a tab', 'name:\n\tx: 1\n', '', 'no tabs'],
    ['two documents', `${GOOD}---\n${GOOD}`, '', 'one document'],
    ['nothing at all', '', '', 'a scenario: name'],
    ['a list', '- 1\n', '', 'a scenario: name'],
    ['a key that reaches for the prototype', `${GOOD}__proto__: {}\n`, '', 'keys that mean'],
    ['an anchor inside itself', 'happens: &a [*a]\n', '', 'a finite document'],
    ['deep nesting', `happens: ${'['.repeat(50_000)}`, '', ''],
    ['too much text', `#${'a'.repeat(4_000_000)}`, '', 'at most 4000000'],
  ])('%s', (_what, text, path, sentence) => {
    const faults = faultsOf(text);
    const there = faults.filter((fault) => fault.path === path);
    expect(faults.map((fault) => fault.path)).toContain(path);
    expect(there.map(said).join('\n')).toContain(sentence);
    expect(
      there.every(({ line, column, file }) => line > 0 && column > 0 && file === 'test.yml'),
    ).toBe(true);
  });

  it('everything that is wrong at once', () => {
    const text = withHappening({ braek: 'primary', service: 'shpo' }).replace('10m', 'ten');
    const paths = faultsOf(text).map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['length', 'happens[0].braek']));
  });
});
