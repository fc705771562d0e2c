import { describe, expect, it } from '@jest/globals';
import { timelineText } from '../../src/cli/time-line-text.ts';
import type { TimelineItem } from '../../src/ports.ts';
import { aService } from '../builders/configuration.ts';
import { NOW_MS } from '../builders/state.ts';

const service = aService();

function anItem(action: string, incident: string | null, overrides: object = {}): TimelineItem {
  const entry = { atMs: NOW_MS, action, because: 'command', facts: {}, evidence: [] };
  return {
    service: 'shop',
    key: `${NOW_MS}#1#0`,
    incident,
    atMs: NOW_MS,
    entry: { ...entry, telling: 'record', ...overrides },
  };
}

describe('A time-line', () => {
  it('puts what belongs to one incident under its name, and the rest under none', () => {
    const items = [
      anItem('acknowledged', null),
      anItem('paused', 'shop-1'),
      anItem('acknowledged', 'shop-1'),
      anItem('acknowledged', null),
    ];
    expect(timelineText(service, items).match(/^\S.*$/gm)).toEqual([
      'shop, in no incident',
      'shop, incident shop-1',
      'shop, in no incident',
    ]);
    expect(
      timelineText(service, items).match(/^ {2}2026-11-24 \d\d:\d\d:\d\d UTC {2}\S/gm),
    ).toHaveLength(4);
  });

  it.each([null, 7, 'text', {}, { action: 'held' }])(
    'shows an entry that somebody has broken as it is, and the others too: %j',
    (entry) => {
      const broken = { ...anItem('held', 'shop-1'), entry };
      const lines = timelineText(service, [broken, anItem('acknowledged', 'shop-1')]).split('\n');
      expect(lines[1]).toContain('cannot be read: ');
      expect(lines[2]).not.toContain('cannot be read');
      expect(lines).toHaveLength(3);
    },
  );

  it('names an action that it does not know, so that newer entries can be read', () => {
    expect(timelineText(service, [anItem('somethingNew', null)])).toContain('somethingNew');
  });

  it('lets no stored text break a line or steer a terminal', () => {
    const text = timelineText(service, [anItem('held', 'shop\n\u001b[2J')]);
    expect(text.split('\n')).toHaveLength(2);
    expect(text).not.toContain('\u001b');
  });

  it('says so where nothing has happened yet', () => {
    expect(timelineText(service, [])).toBe('shop: nothing has happened yet.');
  });
});
