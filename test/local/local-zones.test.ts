import { describe, expect, it } from '@jest/globals';
import { localNameServers, NotLocalError, zonesOf } from '../../src/local/local-zones.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';

const HERE = ['127.0.0.1:5301', '127.0.0.2:5301'];

type NameServers = readonly string[] | undefined;

/** One service a zone. */
function withZones(...nameServers: readonly NameServers[]) {
  const services = nameServers.map((servers, at) =>
    aService({
      id: `s${at}`,
      zone: { id: `Z${at}`, name: `z${at}.example.com`, ...(servers && { nameServers: servers }) },
    }),
  );
  return aConfiguration({ services });
}

describe('the name servers of a local cloud', () => {
  it('are those that the zones name, in their order', () => {
    expect(localNameServers(withZones(HERE, HERE))).toEqual([
      { host: '127.0.0.1', port: 5301 },
      { host: '127.0.0.2', port: 5301 },
    ]);
  });

  it.each<[string, readonly NameServers[], string]>([
    ['none', [undefined], 'loopback'],
    ['an empty list', [[]], 'loopback'],
    ["somebody else's", [['192.0.2.1:53']], 'loopback'],
    ["this machine's and somebody else's", [[...HERE, '192.0.2.1:53']], 'loopback'],
    ['an address of a private network', [['10.0.0.1:53']], 'loopback'],
    ['one set for one zone and another for another', [HERE, HERE.slice(0, 1)], 'same'],
    ['a set for the first zone alone', [HERE, undefined], 'same'],
    ['a set for the second zone alone', [undefined, HERE], 'same'],
  ])('are refused: %s', (_what, nameServers, sentence) => {
    const look = () => localNameServers(withZones(...nameServers));
    expect(look).toThrow(NotLocalError);
    expect(look).toThrow(sentence);
    expect(look).toThrow('docs/services-local.yml');
  });
});

describe('the zones of a configuration', () => {
  it('are there once, however many services are in them', () => {
    const zone = { id: 'Z1', name: 'example.com' };
    const other = { id: 'Z2', name: 'example.net' };
    const services = [zone, other, zone].map((one, at) => aService({ id: `s${at}`, zone: one }));
    expect(zonesOf(aConfiguration({ services }))).toEqual([zone, other]);
  });
});
