import { describe, expect, it } from '@jest/globals';
import { configurationOf, example, exampleWith } from './example.ts';
import { refusing } from './refusing.ts';

describe('who is told', () => {
  it('is nobody unless the file says so', () => {
    expect(configurationOf(example()).subscriptions).toEqual([]);
  });

  it('is told by mail or by HTTPS, in the order of the file', () => {
    const notify = [
      { https: 'https://pager.example.com/sns?key=1' },
      { email: 'team@example.com' },
    ];
    expect(configurationOf(exampleWith('notify', notify)).subscriptions).toEqual([
      { protocol: 'https', endpoint: 'https://pager.example.com/sns?key=1' },
      { protocol: 'email', endpoint: 'team@example.com' },
    ]);
  });
});

const EMAIL = 'team@example.com';
const HTTPS = 'https://pager.example.com/sns';

refusing('who is told', [
  ['no list', 'notify', EMAIL, '', 'a list of entries with email or https'],
  ['an entry with neither', 'notify', [{}], 'notify[0]', 'either email or https'],
  ['both in one entry', 'notify', [{ email: EMAIL, https: HTTPS }], 'notify[0]', 'either email'],
  ['one twice', 'notify', [{ email: EMAIL }, { email: EMAIL }], 'notify[1]', 'each entry once'],
  ['no address', 'notify', [{ email: 'team' }], 'notify[0].email', 'an e-mail address such as'],
  ['plain HTTP', 'notify', [{ https: 'http://a.example.com/' }], 'notify[0].https', 'an https://'],
  ['a password', 'notify', [{ https: 'https://a:b@c.example/' }], 'notify[0].https', 'an https://'],
  ['another key', 'notify', [{ sms: '+81' }], 'notify[0].sms', 'one of email, https'],
]);
