import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../src/config/faults.ts';
import { configurationOf, example, faultsOf } from './example.ts';

const PRIMARY = 'services.shop.primary';

const SECONDARY = { A: '198.51.100.10', AAAA: '2001:db8::10', CNAME: 'b.example.net' } as const;

interface Services {
  readonly shop: Record<string, unknown>;
  api?: Record<string, unknown>;
}

/** The example with a primary of its own, a secondary alike, and the ranges that probes may go to. */
function withPrimary(more: object, probeRanges: readonly string[]): { services: Services } {
  const root = example() as { services: Services };
  const [type = 'A'] = (['A', 'AAAA', 'CNAME'] as const).filter((one) => one in more);
  Object.assign(root.services.shop, {
    probeRanges,
    primary: { region: 'ap-northeast-1', ...more },
    secondary: { region: 'us-west-2', [type]: SECONDARY[type] },
  });
  return root;
}

type Given = readonly [string, object, string, string];

/** What is written, where it is, and the range that holds its address. */
const LOOPBACK: readonly Given[] = [
  ["a record's value", { A: '127.0.0.11' }, `${PRIMARY}.A`, '127.0.0.0/8'],
  ["an IPv6 record's value", { AAAA: '::1' }, `${PRIMARY}.AAAA`, '::1/128'],
  [
    "a check's address beside a public record",
    { A: '203.0.113.10', healthCheck: { address: '127.0.0.11' } },
    `${PRIMARY}.healthCheck.address`,
    '127.0.0.0/8',
  ],
  [
    "a check's address of a CNAME",
    { CNAME: 'a.example.net', healthCheck: { address: '127.0.0.11' } },
    `${PRIMARY}.healthCheck.address`,
    '127.0.0.0/8',
  ],
];

function placesOf(faults: readonly Fault[]): readonly string[] {
  return faults.map(({ path }) => path);
}

describe("a loopback address, which only the local cloud's checkers reach", () => {
  it.each(LOOPBACK)('is refused while nothing opens it: %s', (_what, more, place) => {
    const faults = faultsOf(withPrimary(more, []));
    expect(placesOf(faults)).toEqual([place]);
    expect(faults[0]).toMatchObject({
      found: expect.stringContaining('a loopback address'),
      allowed: expect.stringContaining('come from the Internet'),
    });
  });

  it.each(LOOPBACK)('is refused while another range is open: %s', (_what, more, place) => {
    expect(placesOf(faultsOf(withPrimary(more, ['127.1.0.0/16', '10.0.0.0/8'])))).toEqual([place]);
  });

  it.each(LOOPBACK)('is accepted where probeRanges opens it: %s', (_what, more, _place, range) => {
    const [service] = configurationOf(withPrimary(more, [range])).services;
    expect(service?.primary.healthCheck.address).toMatch(/^127\.0\.0\.11$|^::1$/);
  });

  it('is opened for one service by its own ranges alone', () => {
    const root = withPrimary({ A: '127.0.0.11' }, ['127.0.0.0/8']);
    root.services.api = { ...root.services.shop, name: 'api.example.com', probeRanges: [] };
    expect(placesOf(faultsOf(root))).toEqual(['services.api.primary.A']);
  });
});

describe("any other address that Route 53's checkers cannot reach", () => {
  it.each([
    ['10.0.0.11', '10.0.0.0/8', 'private'],
    ['172.16.0.11', '172.16.0.0/12', 'private'],
    ['192.168.0.11', '192.168.0.11/32', 'private'],
    ['100.64.0.11', '100.64.0.0/10', 'shared'],
    ['169.254.0.11', '169.254.0.0/16', 'link-local'],
    ['fd00::11', 'fd00::/8', 'private'],
  ])('is refused although probeRanges opens it: %s', (address, range, kind) => {
    const field = address.includes(':') ? 'AAAA' : 'A';
    const asRecord = faultsOf(withPrimary({ [field]: address }, [range]));
    expect(placesOf(asRecord)).toEqual([`${PRIMARY}.${field}`]);
    const asCheck = faultsOf(withPrimary({ A: '203.0.113.10', healthCheck: { address } }, [range]));
    expect(placesOf(asCheck)).toEqual([`${PRIMARY}.healthCheck.address`]);
    for (const [{ found } = { found: '' }] of [asRecord, asCheck]) {
      expect(found).toContain(`a ${kind}`);
    }
  });
});
