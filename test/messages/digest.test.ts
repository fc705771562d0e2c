import { describe, expect, it } from '@jest/globals';
import { type DigestItem, renderDigest } from '../../src/messages/digest.ts';
import { digestKey } from '../../src/messages/digest-key.ts';
import { wordingFor } from '../../src/messages/wording.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';
import { anEntry, anEntryOf, anOutboxItem, aStanding } from '../builders/entries.ts';
import { UNSAFE } from './hostile.ts';
import { commandLines } from './shell.ts';

function held(count: number): readonly DigestItem[] {
  return Array.from({ length: count }, (_, at) => ({
    service: aService({ id: `shop-${at}` }),
    item: anOutboxItem({ incident: `shop-${at}-20261124-150500` }),
  }));
}

const NOT_HELD: DigestItem = {
  service: aService({ id: 'cart' }),
  item: anOutboxItem({
    entries: [anEntryOf('notHeld', 'rateBrake')],
    standing: aStanding({ phase: 'OnPrimary', users: 'unknown' }),
  }),
};

function render(items: readonly DigestItem[]) {
  return renderDigest(wordingFor('en'), aConfiguration(), items);
}

describe('a digest', () => {
  it('says once what happened to all of them', () => {
    const { subject, text, attributes } = render(held(42));
    expect(subject).toBe('[Switchback] 42 services: primary down, holding users on secondary');
    expect(text).toContain(
      '- 42 with primary in ap-northeast-1: primary down, holding users on secondary',
    );
    expect(text).toContain('- 42 on the secondary');
    expect(text).toContain('- 42 x Users stay on the secondary');
    expect(text).toContain('shop-29, and 12 more');
    expect(commandLines(text)).toHaveLength(1);
    expect(attributes).toEqual({
      service: 'several',
      incident: 'several',
      kind: 'page',
      phase: 'OnSecondary',
      action: 'holdBegun',
    });
  });

  it('groups what differs, the largest group first, and says what to do for each', () => {
    const { subject, text } = render([NOT_HELD, ...held(3)]);
    expect(subject).toBe('[Switchback] 4 services: several things happened');
    expect(text).toContain(
      [
        '- 3 with primary in ap-northeast-1: primary down, holding users on secondary',
        '- 1 with primary in ap-northeast-1: primary down, not held: rate brake',
      ].join('\n'),
    );
    expect(text).toContain('For shop-0, and with its name changed for the 2 others like it:');
    expect(text).toContain('For cart:');
    expect(text).toContain('- 1 unknown');
  });

  it('names the services whose secondary is not ready before everything else', () => {
    const facts = { secondaryReadiness: 'notReady', lacking: 'replication lag' };
    const unready = {
      service: aService({ id: 'pay' }),
      item: anOutboxItem({ entries: [anEntry({ facts })] }),
    };
    expect(render([...held(3), unready]).text.split('\n')[0]).toBe(
      'pay: The secondary (us-west-2) is not ready. Not good: replication lag.',
    );
  });

  it('has a key that depends on what it covers and not on the order', () => {
    const items = held(4);
    expect(render(items).key).toBe(render(items.toReversed()).key);
    expect(render(items).key).not.toBe(render(held(5)).key);
    expect(digestKey(['a#1', 'b#2'])).toMatch(/^digest#2#[0-9a-f]{16}$/);
    expect(digestKey(['a#1', 'b#2'])).not.toBe(digestKey(['a#1,b#2']));
  });

  it('wakes nobody when nothing in it does', () => {
    const entries = [anEntryOf('failbackPossible', 'primaryStable', { telling: 'inform' })];
    const items = held(4).map(({ service }) => ({ service, item: anOutboxItem({ entries }) }));
    expect(render(items).attributes.kind).toBe('inform');
  });

  it('stays short for a thousand services', () => {
    const { text, subject } = render([...held(1000), NOT_HELD]);
    expect(text.split('\n').length).toBeLessThanOrEqual(40);
    expect(text).not.toMatch(UNSAFE);
    expect(subject).toMatch(/^[ -~]{1,100}$/);
  });

  it('of nothing says so', () => {
    expect(render([]).text).toContain('0 services');
  });
});
