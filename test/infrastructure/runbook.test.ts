import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { COMMAND_KINDS } from '../../src/core/command.ts';
import type { Phase } from '../../src/core/state.ts';
import { RUNBOOKS } from '../../src/infrastructure/runbook.ts';
import {
  alarmsLine,
  changesLine,
  holdAlarmLine,
  invokeLine,
  recordsLine,
} from '../../src/messages/command-line.ts';
import { type Task, tasks } from '../../src/messages/tasks.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';
import { EVERY_REASON } from '../messages/every-reason.ts';
import { type Loose, ofType, wholeStacks } from './whole-stacks.ts';

const service = aService();
const configuration = aConfiguration();
const { home, ears } = wholeStacks(configuration);

const ALARMS = [home, ears].flatMap((stack) => ofType(stack, 'AWS::CloudWatch::Alarm'));

/** The alarm's name without the stack's, the service's, and the hash that tells settings apart. */
function anchorOf({ Properties }: Loose): string {
  return Properties.AlarmName.replace(/^switchback-(shop-)?/, '').replace(
    /^hold-[0-9a-f]{8}$/,
    'hold',
  );
}

/** What a person can do at any time asks for nothing. */
const AT_ANY_TIME: ReadonlySet<Task> = new Set([
  'nothing',
  'failbackLater',
  'abort',
  'acknowledge',
]);
const PHASES: readonly Phase[] = ['OnPrimary', 'OnSecondary', 'Returning'];

const ASKING = EVERY_REASON.filter(([action, because]) => {
  const focus = { action, because, facts: {} } as unknown as Parameters<typeof tasks>[2];
  const all = PHASES.flatMap((phase) =>
    tasks(service, { phase, weights: null, holdSwitch: 'off', users: 'unknown' }, focus),
  );
  return all.some((task) => !AT_ANY_TIME.has(task));
}).map(([action, because]) => `${action}-${because}`);

const LABELS: Readonly<Record<string, readonly string[]>> = {
  'docs/en/runbook.md': ['Means', 'Users now', 'First', 'It worked when', 'Do not'],
  'docs/ja/runbook.md': [
    '意味',
    '今のユーザー',
    '最初にすること',
    'うまくいったかの確認',
    'してはいけないこと',
  ],
};

interface Entry {
  readonly anchors: readonly string[];
  readonly labels: readonly string[];
  readonly commands: readonly string[];
}

function entriesOf(path: string): readonly Entry[] {
  const parts = readFileSync(path, 'utf8').split(/^(?=<a id=)/m);
  return parts.slice(1).map((part) => {
    const own = part.split(/^## /m)[0] ?? '';
    return {
      anchors: matches(own, /<a id="([^"]+)"><\/a>/g),
      labels: matches(own, /^- \*\*(.+?):\*\*/gm),
      commands: linesOf(own),
    };
  });
}

function linesOf(text: string): readonly string[] {
  return matches(text, /^ *```sh\n *(.*)\n *```$/gm);
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, found]) => found ?? '');
}

const PRINTED: ReadonlySet<string> = new Set([
  ...COMMAND_KINDS.map((kind) => invokeLine(configuration, kind, service.id)),
  alarmsLine(configuration, service),
  holdAlarmLine(configuration, service),
  recordsLine(service),
  changesLine(),
]);
const STATUS = invokeLine(configuration, 'resume', service.id).replace('"resume"', '"status"');

describe.each(RUNBOOKS)('the runbook %s', (path) => {
  const entries = entriesOf(path);
  const anchors = entries.flatMap((entry) => entry.anchors);

  it.each(ALARMS.map(([id, alarm]) => [id, alarm] as const))(
    'has an entry for the alarm %s, which names it',
    (_, alarm) => {
      const anchor = anchorOf(alarm);
      expect(anchors).toContain(anchor);
      expect(alarm.Properties.AlarmDescription).toMatch(new RegExp(`${path}#${anchor}(,|$)`));
    },
  );

  it('has an entry for every message that asks a person to act', () => {
    expect(ASKING.filter((anchor) => !anchors.includes(anchor))).toEqual([]);
    expect(anchors).toContain('state-unreadable');
  });

  it('has no entry twice, and none of what there is no more', () => {
    const known = new Set([
      ...ALARMS.map(([, alarm]) => anchorOf(alarm)),
      ...EVERY_REASON.map((reason) => reason.join('-')),
      'state-unreadable',
    ]);
    expect(anchors.filter((anchor) => !known.has(anchor))).toEqual([]);
    expect(new Set(anchors).size).toBe(anchors.length);
  });

  it.each(entries.map((entry) => [entry.anchors[0], entry] as const))(
    'says of %s what it means, where users are, what to do, when it worked and what to leave',
    (_, { labels, commands }) => {
      expect(labels).toEqual(LABELS[path]);
      expect(commands.length).toBeGreaterThan(0);
    },
  );

  it.each([...new Set(linesOf(readFileSync(path, 'utf8')))])(
    'has a line for a shell: %s',
    (line) => {
      expect(spawnSync('sh', ['-n', '-c', line]).status).toBe(0);
      const invokes = line.startsWith('aws lambda invoke');
      expect(!invokes || PRINTED.has(line) || line === STATUS).toBe(true);
    },
  );

  it('is linked from operations', () => {
    const operations = readFileSync(path.replace('runbook.md', 'operations.md'), 'utf8');
    expect(operations).toContain('](runbook.md)');
  });
});

describe('the runbooks of all languages', () => {
  it('have the same entries with the same lines, in the same order', () => {
    const [first, ...others] = RUNBOOKS.map((path) =>
      entriesOf(path).map(({ anchors, commands }) => ({ anchors, commands })),
    );
    for (const other of others) expect(other).toEqual(first);
  });
});
