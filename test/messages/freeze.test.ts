import { describe, expect, it } from '@jest/globals';
import { renderFreeze } from '../../src/messages/freeze.ts';
import { wordingFor } from '../../src/messages/wording.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';
import { commandLines } from './shell.ts';

describe('the message about a state that cannot be read', () => {
  const message = renderFreeze(
    wordingFor('en'),
    aConfiguration(),
    aService(),
    'phase: Invalid option\n<!channel>',
    'frozen#shop#20261124',
  );

  it('is a page under the key it was given', () => {
    expect(message).toMatchObject({
      key: 'frozen#shop#20261124',
      subject: '[Switchback] shop: frozen, stored state cannot be read',
      attributes: { service: 'shop', kind: 'page', action: 'frozen' },
    });
  });

  it('says why, that nothing is done, that Route 53 goes on, and what mends it', () => {
    expect(message.text).toContain('(us-west-2): phase: Invalid option ‹!channel›');
    expect(message.text).toContain('Switchback does nothing for this service');
    expect(message.text).toContain('Route 53 itself goes on');
    expect(message.text).toContain('point-in-time recovery');
    expect(commandLines(message.text)).toHaveLength(1);
  });
});
