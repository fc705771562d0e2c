/** A drill as a person runs it, with the command, against the deployed functions in a local cloud. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Service } from '../../../src/core/service.ts';
import { switchbackWith } from '../../cli/switchback.ts';
import { withFile } from '../../cli/temporary-file.ts';
import { type OpenCloud, openCloud, servicesOn, servicesText } from './clouds.ts';
import { untilArmed } from './play.ts';

const NETWORK = 103;

describe('a drill in a local cloud', () => {
  let open: OpenCloud;
  beforeAll(async () => {
    const configuration = servicesOn(NETWORK, ['shop']);
    open = await openCloud(configuration);
    await untilArmed(open.cloud, configuration.services[0] as Service);
  }, 100_000);

  afterAll(async () => {
    await open?.[Symbol.asyncDispose]();
  });

  it('passes, and leaves users on the primary', async () => {
    const environment = {
      AWS_ENDPOINT_URL: open.cloud.url,
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 's',
    };
    const text = servicesText(NETWORK, ['shop']);
    const { code, stdout, stderr } = await withFile('services.yml', text, (file) => {
      const args = ['drill', 'shop', '-c', file, '--every', '1s', '--confirm', 'shop'];
      return switchbackWith(environment, ...args);
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('✓ the hold switch works too');
    expect(stdout).toContain('The drill passed');
    const states = await open.cloud.parts.states.load(['shop']);
    expect(states.get('shop')).toMatchObject({ phase: 'OnPrimary', incident: null });
  }, 100_000);
});
