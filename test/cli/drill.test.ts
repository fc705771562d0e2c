/** A drill as it is typed, and what its end says. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drillIntroduction, drillReport, drillTeller } from '../../src/cli/drill-text.ts';
import type { DrillResult } from '../../src/drill/drill.ts';
import { judgeDrill } from '../../src/drill/verdict.ts';
import { AwsStub, ok } from '../adapters/aws-stub.ts';
import { aService } from '../builders/configuration.ts';
import { anEntryOf } from '../builders/entries.ts';
import { switchbackWith } from './switchback.ts';

describe('switchback drill', () => {
  let stub: AwsStub;
  beforeAll(async () => {
    stub = await AwsStub.start(() => ok('{}'));
  });
  afterAll(() => stub.close());

  const drill = (url: string, ...args: readonly string[]) =>
    switchbackWith(
      { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 's' },
      'drill',
      ...args,
    );

  it('asks AWS for nothing before somebody has said the name of the service', async () => {
    const { code, stderr } = await drill(stub.options().endpoint, 'shop');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'This moves users of shop. Say its name too: --confirm shop\n',
    });
    expect(stub.requests).toEqual([]);
  });

  it.each([
    [['nope', '--confirm', 'nope'], 1, 'No service nope. There are: shop'],
    [['shop', '--confirm', 'shop', '--stay', 'long'], 2, 'A duration such as'],
  ])('ends with what is wrong: %j', async (args, code, sentence) => {
    const ran = await drill(stub.options().endpoint, ...args);
    expect(ran.code).toBe(code);
    expect(ran.stderr).toContain(sentence);
    expect(stub.requests).toEqual([]);
  });

  it('says what to do where AWS cannot be reached', async () => {
    const { code, stderr } = await drill('http://127.0.0.1:1', 'shop', '--confirm', 'shop');
    expect(code).toBe(1);
    expect(stderr).toContain('Nothing was changed.');
  });
});

const DONE: DrillResult = {
  outcome: 'done',
  why: null,
  phase: 'OnPrimary',
  incident: 'shop-20261128-180332',
  startedAtMs: 0,
  endedAtMs: 1,
  steps: [{ expected: 'DNS answers the secondary only', seen: 'all 4', afterMs: 41_000 }],
  visits: [
    { atMs: 0, side: 'primary' },
    { atMs: 5_000, side: null },
    { atMs: 10_000, side: 'secondary' },
  ],
  strayed: { answers: 0, of: 40 },
  stages: [{ meant: 10, primary: 41, of: 400 }],
};

function report(result: Partial<DrillResult>, objectives = {}): string {
  const [service, whole] = [aService({ objectives }), { ...DONE, ...result }];
  return drillReport(service, whole, judgeDrill(service, whole)).join('\n');
}

describe('the report of a drill', () => {
  it('has what was measured, how it went, and where its record is', () => {
    expect(report({})).toBe(`
What was measured, each from its command on:
  DNS answers the secondary only                       after 41 s
  answers that were the primary's, meant 10 %          10.3 % of 400
  requests lost, one at each look                      1 of 3, longest gap 5 s
  DNS sends nobody to the primary while users are held 0 of 40 answers (met)

The drill passed: users went over, stayed, and came back.
Its record: npx switchback incidents shop --incident shop-20261128-180332`);
  });

  it('has an objective that was missed', () => {
    const text = report({}, { rtoMs: 3_000 });
    expect(text).toContain('no outage longer than 3 s                            5 s (MISSED)');
    expect(text).toContain('but not as they should: see MISSED above.');
  });

  it.each<[string, Partial<DrillResult>, string]>([
    [
      'that missed something',
      { outcome: 'missed', why: 'stage 10 %: waits', phase: 'Returning' },
      'The drill did NOT pass: stage 10 %: waits. Users are meant to be on their way back to the primary.',
    ],
    [
      'that was stopped',
      { outcome: 'stopped', why: 'not yet', phase: 'OnSecondary' },
      'The watching ended before the drill did. Users are meant to be on the secondary, held there.',
    ],
    [
      'that never saw anything',
      { outcome: 'missed', why: 'nothing could be seen', phase: null, visits: [] },
      'Users are meant to be where they were: that was not seen.',
    ],
  ])('says what to do now after one %s', (_, result, sentence) => {
    const text = report(result);
    expect(text).toContain(sentence);
    for (const line of ['status shop', 'failback shop --reason', 'failback shop --abort']) {
      expect(text).toContain(`npx switchback ${line}`);
    }
  });

  it('of one that was refused is the reason alone', () => {
    expect(report({ outcome: 'refused', why: 'Refused, nothing was changed: because.' })).toBe(
      'Refused, nothing was changed: because.',
    );
  });

  it('counts no request where DNS does not tell whose answer it is', () => {
    expect(report({ visits: [] })).toContain('not measured: DNS does not tell');
  });
});

describe('what is said while a drill goes on', () => {
  function told(action: string, because: string): readonly string[] {
    const lines: string[] = [];
    const teller = drillTeller(aService(), 1_000, (line) => lines.push(line));
    teller.wrote(62_000, anEntryOf(action, because));
    return lines;
  }

  it('is what Switchback writes down, with the time since the beginning', () => {
    expect(told('failbackDone', 'allStagesGood')[0]).toMatch(/^ {2}1:01 {5}> failback done: /);
  });

  it('has the command where a stage waits for one', () => {
    expect(told('stageWaiting', 'approval').at(-1)).toContain(
      'npx switchback failback shop --approve',
    );
    expect(told('stageWaiting', 'paused').join()).not.toContain('--approve');
  });
});

describe('what is said before a drill', () => {
  it('is how long it takes', () => {
    expect(drillIntroduction(aService(), 0)[1]).toContain('about 36 min.');
    expect(drillIntroduction(aService(), 3_600_000)[1]).toContain('about 1 h 26 min.');
  });
});
