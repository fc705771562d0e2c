/** A drill as a person runs it, with the command, against the deployed functions in a local cloud. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Service } from '../../../src/core/service.ts';
import { type Ran, switchbackWith } from '../../cli/switchback.ts';
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

  /** With the command, as it is typed. */
  function switchback(...args: readonly string[]): Promise<Ran> {
    const environment = {
      AWS_ENDPOINT_URL: open.cloud.url,
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 's',
    };
    const text = servicesText(NETWORK, ['shop']);
    return withFile('services.yml', text, (file) =>
      switchbackWith(environment, ...args, '-c', file),
    );
  }

  it('passes, and leaves users on the primary', async () => {
    const args = ['drill', 'shop', '--every', '1s', '--confirm', 'shop'];
    const { code, stdout, stderr } = await switchback(...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('✓ the hold switch works too');
    expect(stdout).toContain('The drill passed');
    const states = await open.cloud.parts.states.load(['shop']);
    expect(states.get('shop')).toMatchObject({ phase: 'OnPrimary', incident: null });
  }, 100_000);

  it('leaves an account in which an audit finds nothing, and finds what somebody does to it', async () => {
    const after = await switchback('audit');
    expect(after.stdout).toContain('All is as it should be.');
    expect(after.code).toBe(0);
    const { world } = open.cloud.parts;
    const hold = world.healthChecks().find(({ config }) => config.Type === 'CLOUDWATCH_METRIC');
    world.editHealthCheck(hold?.id ?? '', { Disabled: true, Inverted: true });
    const pinned = await switchback('audit');
    expect(pinned.stdout).toMatch(
      /✗ health checks {2}the hold check .*Disabled is true, should be/,
    );
    expect(pinned.code).toBe(7);
  }, 30_000);
});
