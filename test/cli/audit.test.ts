import { describe, expect, it } from '@jest/globals';
import type { Section } from '../../src/audit/section.ts';
import { auditText } from '../../src/cli/audit-command.ts';
import { switchbackWith } from './switchback.ts';

function section(about: string, more: Partial<Section> = {}): Section {
  return { about, good: 'as it should be', wrong: [], unknown: [], ...more };
}

describe('the text of an audit', () => {
  it('is one line for each part that is good', () => {
    const sections = [section('records'), section('health checks')];
    expect(auditText([{ service: 'shop', sections, good: true }])).toBe(
      [
        'shop',
        '  ✓ records        as it should be',
        '  ✓ health checks  as it should be',
        '',
        'All is as it should be. Nothing was changed.',
      ].join('\n'),
    );
  });

  it('has every thing that is wrong or unknown, counts them, and says how to mend what is made', () => {
    const sections = [
      section('records', { wrong: ['a is 1, should be 2'], unknown: ['b'] }),
      section('checkers', { wrong: ['c'] }),
    ];
    const text = auditText([{ service: 'shop', sections, good: false }]);
    expect(text).toContain('  ✗ records        a is 1, should be 2\n');
    expect(text).toContain('  ? records        not known: b\n');
    expect(text).toContain('2 things are not as they should be, 1 could not be seen.');
    expect(text).toContain('A deploy does not mend what was changed by hand');
  });

  it('says nothing of deploys where only the moment is wrong', () => {
    const sections = [section('Switchback', { wrong: ['not armed yet'] })];
    const text = auditText([{ service: 'shop', sections, good: false }]);
    expect(text).toContain('1 thing is not as it should be, 0 could not be seen.');
    expect(text).not.toContain('deploy');
  });
});

describe('switchback audit', () => {
  it('says what to do where AWS cannot be reached', async () => {
    const url = 'http://127.0.0.1:1';
    const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 's' };
    const { code, stdout, stderr } = await switchbackWith(
      { ...keys, AWS_ENDPOINT_URL: url },
      'audit',
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('Lambda cannot be reached from here. Nothing was changed.');
  });
});
