import { describe, expect, it } from '@jest/globals';
import type { Phase, Standing } from '../../src/core/state.ts';
import { renderNotification } from '../../src/messages/notification.ts';
import { wordingFor } from '../../src/messages/wording.ts';
import { aConfiguration, aFailbackPolicy, aService } from '../builders/configuration.ts';
import { anEntry, anEntryOf, anOutboxItem, aStanding } from '../builders/entries.ts';

const WORDING = wordingFor('en');
const CONFIGURATION = aConfiguration();
const PHASES: readonly Phase[] = ['OnPrimary', 'OnSecondary', 'Returning'];

function render(item = anOutboxItem(), service = aService()) {
  return renderNotification(WORDING, CONFIGURATION, service, item)!;
}

function told(action: string, because: string, standing: Partial<Standing> = {}) {
  return render(
    anOutboxItem({ entries: [anEntryOf(action, because)], standing: aStanding(standing) }),
  );
}

describe('a message', () => {
  it('tells of a failure: what, where users are, what comes next, what to do', () => {
    expect(render()).toEqual({
      key: 'shop#7',
      subject: '[Switchback] shop: primary down, holding users on secondary',
      text: [
        'shop: hold begun: users are to stay on the secondary (us-west-2), because the primary (ap-northeast-1) failed.',
        '',
        'What happened (2026-11-24 15:05:00 UTC)',
        '- incident opened: Route 53 takes the primary (ap-northeast-1) for unhealthy',
        '- primary (ap-northeast-1): Route 53 says unhealthy; our probe: no connection within 4 s; alarm: ALARM',
        '- secondary (us-west-2): Route 53 says healthy; our probe: HTTP 200; alarm: OK',
        '',
        'Users now',
        '- on the secondary (us-west-2), as seen at 15:05:00 UTC',
        '- meant to be on the secondary (0 % primary, 100 % secondary by record weights); hold switch on',
        '- resolvers may give an earlier answer for up to 60 s (TTL)',
        '',
        'Next, by itself',
        '- Users stay on the secondary, also when the primary (ap-northeast-1) is healthy again, until a person starts the failback.',
        '- If the secondary is unhealthy while the primary is healthy, Route 53 answers with the primary.',
        '',
        'To do',
        '- Find out what is wrong with the primary (ap-northeast-1).',
        '- When the primary (ap-northeast-1) has been healthy for 10 min, give users back to it:',
        'aws lambda invoke --region us-west-2 --function-name switchback-failback --cli-binary-format raw-in-base64-out --payload \'{"service":"shop","incident":"shop-20261124-150500","reason":"WHY"}\' /dev/stdout',
        '',
        'Incident: shop-20261124-150500',
      ].join('\n'),
      attributes: {
        service: 'shop',
        incident: 'shop-20261124-150500',
        kind: 'page',
        phase: 'OnSecondary',
        action: 'holdBegun',
      },
    });
  });

  it('is not sent for what is only written down', () => {
    const entries = [anEntryOf('held', 'weights', { telling: 'record' })];
    expect(renderNotification(WORDING, CONFIGURATION, aService(), anOutboxItem({ entries }))).toBe(
      null,
    );
    expect(
      renderNotification(WORDING, CONFIGURATION, aService(), anOutboxItem({ entries: [] })),
    ).toBe(null);
  });

  it('is as urgent as its most urgent entry, and about that one', () => {
    const entries = [
      anEntryOf('conditionEnded', 'primaryUnhealthy', { telling: 'inform' }),
      anEntryOf('conditionBegan', 'drift', { telling: 'page' }),
      anEntryOf('holdBegun', 'planned', { telling: 'record' }),
    ];
    expect(render(anOutboxItem({ entries })).attributes).toMatchObject({
      kind: 'page',
      action: 'conditionBegan',
    });
    expect(render(anOutboxItem({ entries: entries.slice(0, 1) })).attributes.kind).toBe('inform');
  });

  it('is the same to the byte for the same item', () => {
    const copy = JSON.parse(JSON.stringify(anOutboxItem()));
    expect(JSON.stringify(render(copy))).toBe(JSON.stringify(render()));
  });

  it('names no incident where there is none', () => {
    const message = render(anOutboxItem({ incident: null }));
    expect(message.text).not.toContain('Incident:');
    expect(message.attributes.incident).toBe('none');
  });

  it('says codes of another version as they are', () => {
    const message = told('teleported', 'magic');
    expect(message.subject).toContain('no words for');
    expect(message.text).toContain('teleported, reason magic');
  });
});

describe('a secondary that may not carry the traffic', () => {
  it.each([
    ['notReady', 'The secondary (us-west-2) is not ready. Not good: replication lag.'],
    [
      'unknown',
      'It is unknown whether the secondary (us-west-2) is ready. Not known: replication lag.',
    ],
  ])('stands first in the page when it is %s', (secondaryReadiness, expected) => {
    const facts = { secondaryReadiness, lacking: 'replication lag' };
    const entries = [anEntryOf('incidentOpened', 'primaryFailed'), anEntry({ facts })];
    const message = render(anOutboxItem({ entries }));
    expect(message.text.split('\n')[0]).toBe(expected);
    expect(message.text).toContain('Make the secondary (us-west-2) ready');
  });

  it.each([
    ['secondaryUnhealthy', 'The secondary (us-west-2) is unhealthy.'],
    ['secondaryUnknown', 'It is unknown whether the secondary (us-west-2) is healthy.'],
  ])('stands first where the page is about something else: %s', (because, expected) => {
    const entries = [anEntry(), anEntryOf('conditionBegan', because)];
    expect(render(anOutboxItem({ entries })).text.split('\n')[0]).toBe(expected);
  });

  it.each([
    ['notHeld', 'secondaryUnhealthy'],
    ['moveWaits', 'secondaryUnknown'],
    ['conditionBegan', 'secondaryUnhealthy'],
  ])('is said once where the page is about it: %s because %s', (action, because) => {
    expect(told(action, because).text).toMatch(/^shop: .*secondary \(us-west-2\)/);
  });
});

describe('users now', () => {
  it.each<[Standing['users'], string]>([
    ['primary', '- on the primary (ap-northeast-1), as seen at 15:05:00 UTC'],
    ['secondary', '- on the secondary (us-west-2), as seen at 15:05:00 UTC'],
    [
      'mixed',
      '- on both sides, the primary (ap-northeast-1) and the secondary (us-west-2), as seen at 15:05:00 UTC',
    ],
    ['unknown', '- unknown: what was seen does not tell which side Route 53 answers with\n'],
  ])('%s', (users, expected) => {
    expect(told('holdBegun', 'primaryFailed', { users }).text).toContain(expected);
  });

  it('have the shares of a stage', () => {
    const standing = { phase: 'Returning', weights: { primary: 10, secondary: 90 } } as const;
    expect(told('failbackStarted', 'command', standing).text).toContain(
      'on their way back to the primary (10 % primary, 90 % secondary by record weights)',
    );
  });

  it('have no shares where records never change', () => {
    expect(told('holdBegun', 'primaryFailed', { weights: null }).text).toContain(
      '- meant to be on the secondary; hold switch on\n',
    );
  });
});

describe('what happens next', () => {
  function next(overrides: Parameters<typeof aService>[0], phase: Phase = 'OnSecondary') {
    const item = anOutboxItem({ standing: aStanding({ phase }) });
    return render(item, aService(overrides)).text;
  }

  it('follows the failback policy', () => {
    expect(next({})).toContain('until a person starts the failback');
    expect(next({ failback: aFailbackPolicy({ start: 'when-stable' }) })).toContain(
      'the failback starts by itself',
    );
    expect(next({}, 'Returning')).toContain('then the next one begins');
    expect(next({ failback: aFailbackPolicy({ approval: 'each-stage' }) }, 'Returning')).toContain(
      'waits for approval',
    );
  });

  it('follows routing and last resort', () => {
    expect(next({ lastResort: 'secondary' })).toContain('goes on answering with it');
    expect(next({ routing: 'failover' })).toContain('healthy or not');
    expect(next({ routing: 'failover' }, 'Returning')).toContain('DNS shows the hold switch off');
  });

  it('promises nothing in observe mode', () => {
    for (const phase of PHASES) expect(next({ mode: 'observe' }, phase)).toContain('Observe mode');
  });

  it('says what Route 53 answers when both sides are down', () => {
    expect(told('notHeld', 'secondaryUnhealthy', { phase: 'OnPrimary' }).text).toContain(
      'While neither side is healthy, Route 53 answers as if both were',
    );
  });
});
