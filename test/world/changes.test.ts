import { describe, expect, it } from '@jest/globals';
import type { Change } from '../../src/ports.ts';
import type { ResourceRecordSet } from '../../src/route53/record-set.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';
import { aDeployedWorld, MINUTE, shareOf, timeUntil, ZONE_ID } from './deployed-world.ts';

const NAME = 'shop.example.com';
const SECONDARY = '198.51.100.20';

const weighted = (sets: readonly ResourceRecordSet[]) =>
  sets.filter(({ Name, Type }) => Name === NAME && Type === 'A');

const reweighed = (sets: readonly ResourceRecordSet[], primary: number): Change[] =>
  weighted(sets).map((set) => ({
    action: 'UPSERT',
    set: { ...set, Weight: set.SetIdentifier === 'primary' ? primary : 100 - primary },
  }));

const fence = (generation: string): Change => ({
  action: 'CREATE',
  set: {
    Name: `${generation}._switchback.${NAME}`,
    Type: 'TXT',
    TTL: 60,
    ResourceRecords: [{ Value: '"3"' }],
  },
});

describe('a change of records', () => {
  it('shows in List at once and in DNS later, everywhere when it is INSYNC', async () => {
    const { world } = aDeployedWorld();
    const { records } = world.ports();
    const id = await records.change(ZONE_ID, reweighed(world.records(ZONE_ID), 0));
    const listed = (await records.list([ZONE_ID])).get(ZONE_ID);
    const statusOf = async () => (await records.changeStatuses([id])).get(id);

    expect(listed?.known && weighted(listed.value).map(({ Weight }) => Weight)).toEqual([0, 100]);
    expect(shareOf(world, NAME, SECONDARY)).toBe(0);
    expect(await statusOf()).toEqual({ known: true, value: 'PENDING' });

    const shares = new Set<number>();
    const tookMs = timeUntil(world, () => {
      shares.add(shareOf(world, NAME, SECONDARY));
      return shareOf(world, NAME, SECONDARY) === 1;
    });
    expect(tookMs).toBeLessThanOrEqual(MINUTE);
    expect([...shares]).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(await statusOf()).toEqual({ known: true, value: 'INSYNC' });
  });

  it('is refused whole, and then changes nothing', async () => {
    const { world } = aDeployedWorld();
    const { records } = world.ports();
    await records.change(ZONE_ID, [fence('g000001')]);
    const before = world.records(ZONE_ID);
    const late = [fence('g000001'), ...reweighed(before, 50)];
    await expect(records.change(ZONE_ID, late)).rejects.toMatchObject({
      name: 'ChangeRefused',
      messages: [expect.stringContaining('already exists')],
    });
    expect(world.records(ZONE_ID)).toEqual(before);
  });

  it('never overtakes an earlier one', async () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const { world } = aDeployedWorld({ seed });
      const { records } = world.ports();
      await records.change(ZONE_ID, reweighed(world.records(ZONE_ID), 50));
      await records.change(ZONE_ID, reweighed(world.records(ZONE_ID), 0));
      world.step(world.nowMs + 2 * MINUTE);
      expect(shareOf(world, NAME, SECONDARY)).toBe(1);
    }
  });

  it('is seen by name servers as draws by weight', async () => {
    const { world } = aDeployedWorld();
    world.editRecords(ZONE_ID, reweighed(world.records(ZONE_ID), 50));
    world.step(world.nowMs + 2 * MINUTE);
    const question = { zoneId: ZONE_ID, name: NAME, type: 'A' } as const;
    const seen = new Map<string, number>();
    for (let time = 0; time < 250; time += 1) {
      const replies = (await world.ports().nameServers.ask([question])).get(`${NAME} A`) ?? [];
      for (const reply of replies) {
        const value = reply.known ? String(reply.value) : reply.why;
        seen.set(value, (seen.get(value) ?? 0) + 1);
      }
    }
    expect([...seen.keys()].sort()).toEqual(['192.0.2.10', SECONDARY]);
    expect(seen.get(SECONDARY)).toBeGreaterThan(430);
    expect(seen.get(SECONDARY)).toBeLessThan(570);
  });

  it('is not known to Route 53 under an id that it never gave', async () => {
    const { world } = aDeployedWorld();
    const statuses = await world.ports().records.changeStatuses(['C9']);
    expect(statuses.get('C9')).toEqual({ known: true, value: 'NoSuchChange' });
  });

  it('needs a zone that exists', async () => {
    const { world } = aDeployedWorld();
    const { records } = world.ports();
    await expect(records.change('Z0', [fence('g000001')])).rejects.toThrow('No hosted zone found');
    expect((await records.list(['Z0'])).get('Z0')).toMatchObject({ known: false });
  });

  it('is throttled when an account asks more than its buckets hold', async () => {
    const { world } = aDeployedWorld();
    const { records } = world.ports();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, (_, index) =>
        records.change(ZONE_ID, [fence(`g${100000 + index}`)]),
      ),
    );
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    // 50 at once, and 10 a second for as long as an SDK waits.
    expect(refused).toHaveLength(20);
    expect(refused[0]).toMatchObject({ reason: { name: 'Throttling', message: 'Rate exceeded' } });
    expect((await records.list([ZONE_ID])).get(ZONE_ID)).toMatchObject({ why: 'Rate exceeded' });
    world.step(world.nowMs + MINUTE);
    await expect(records.change(ZONE_ID, [fence('g200000')])).resolves.toMatch(/^C\d+$/);
    expect(world.calls.get('route53:ChangeResourceRecordSets')).toBe(101);
  });
});

describe('the answer of a name in no zone of the account', () => {
  it('is none', () => {
    const { world } = aDeployedWorld();
    expect(world.answer('shop.example.org', 'A')).toBeUndefined();
    expect(world.answer('nothing.example.com', 'A')).toEqual({ kind: 'nxdomain' });
  });
});

describe('an alias', () => {
  it('is answered by the name behind it', async () => {
    const target = (dnsName: string) => ({
      kind: 'alias' as const,
      types: ['A'] as const,
      dnsName,
      hostedZoneId: 'Z1H1FL5HABSF5',
    });
    const shop = aService();
    const aliased = aService({
      primary: { ...shop.primary, target: target('one.elb.amazonaws.com') },
      secondary: { ...shop.secondary, target: target('two.elb.amazonaws.com') },
    });
    const { world } = aDeployedWorld({}, aConfiguration({ services: [aliased] }));
    const question = { zoneId: ZONE_ID, name: NAME, type: 'A' } as const;
    const replies = (await world.ports().nameServers.ask([question])).get(`${NAME} A`);
    expect(replies).toEqual(Array(4).fill({ known: true, value: ['one.elb.amazonaws.com'] }));
  });
});
