import { describe, expect, it } from '@jest/globals';
import type { CommandAnswer } from '../../src/core/command.ts';
import { renderAnswer } from '../../src/messages/answer.ts';
import { wordingFor } from '../../src/messages/wording.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';
import { aStanding } from '../builders/entries.ts';
import { ALL_FACTS } from './every-reason.ts';

const SHOP = { service: 'shop' };

function render(answer: Partial<CommandAnswer>, standing = aStanding()) {
  const whole: CommandAnswer = { outcome: 'done', because: 'resumed', facts: ALL_FACTS, ...answer };
  return renderAnswer(wordingFor('en'), aConfiguration(), aService(), SHOP, whole, standing);
}

describe('an answer', () => {
  it('says first where users are, then what became of the command, next and to do', () => {
    expect(render({ outcome: 'refused', because: 'notStableYet' })).toBe(
      [
        'Users now',
        '- shop: on the secondary (us-west-2)',
        '- meant to be on the secondary (0 % primary, 100 % secondary by record weights); hold switch on',
        '',
        'Refused, nothing was changed: the primary (ap-northeast-1) has not been healthy for 10 min yet.',
        'Possible in 4 min if it stays healthy.',
        '',
        'Next, by itself',
        '- Users stay on the secondary, also when the primary (ap-northeast-1) is healthy again, until a person starts the failback.',
        '- If the secondary is unhealthy while the primary is healthy, Route 53 answers with the primary.',
        '',
        'To do',
        '- When the primary (ap-northeast-1) has been healthy for 10 min, give users back to it:',
        'aws lambda invoke --region us-west-2 --function-name switchback-failback --cli-binary-format raw-in-base64-out --payload \'{"service":"shop","reason":"WHY"}\' /dev/stdout',
      ].join('\n'),
    );
  });

  it('offers the command that lifts a pause', () => {
    expect(render({ outcome: 'refused', because: 'paused' })).toContain('"command":"resume"');
    expect(render({ because: 'paused' })).toContain('"command":"resume"');
  });

  it('says that a stopped failback waits with its move', () => {
    expect(render({ outcome: 'waiting', because: 'moveWaits' })).toContain(
      'Users are taken to the secondary (us-west-2) as soon as it is seen healthy.',
    );
  });

  it.each(['done', 'refused'] as const)('shows codes of another version: %s', (outcome) => {
    expect(render({ outcome, because: 'magic' })).toContain(`${outcome}, reason magic.`);
  });

  it('says only what became of the command where nothing else is known', () => {
    const answer = { outcome: 'done', because: 'paused', facts: ALL_FACTS } as const;
    const [wording, configuration] = [wordingFor('en'), aConfiguration()];
    const expected =
      'Done: automatic action is paused until 2026-11-25 09:00 UTC. Finishing what was begun goes on.';
    expect(renderAnswer(wording, configuration, aService(), SHOP, answer, null)).toBe(expected);
    expect(renderAnswer(wording, configuration, undefined, { service: '*' }, answer, null)).toBe(
      `all services: ${expected}`,
    );
  });
});
