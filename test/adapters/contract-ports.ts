/** What every implementation of the ports must do alike. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { holdWitnessName, sideWitnessName } from '../../src/core/names.ts';
import { logicalIds } from '../../src/infrastructure/logical-ids.ts';
import { alarmKey, ChangeRefused, questionKey, type TimelineItem } from '../../src/ports.ts';
import type { ResourceRecordSet } from '../../src/route53/record-set.ts';
import { aService } from '../builders/configuration.ts';
import { MINUTE, ZONE_ID } from '../world/deployed-world.ts';
import type { Account, SiteCondition } from './accounts.ts';

const SERVICE = aService();

export function contractOfPorts(implementation: string, makeAccount: () => Promise<Account>): void {
  describe(implementation, () => {
    let account: Account;
    beforeEach(async () => {
      account = await makeAccount();
    });
    afterEach(() => account.close());

    contractOfStateStore(() => account);
    contractOfRecords(() => account);
    contractOfObservations(() => account);
    contractOfProbes(() => account);
    contractOfEffects(() => account);
  });
}

function contractOfStateStore(account: () => Account): void {
  const store = () => account().ports.stateStore;
  const save = async (id: string, version: number, expectedVersion: number | null) =>
    (await store().save(new Map([[id, { item: { version }, expectedVersion }]]))).get(id)?.outcome;

  it('saves a state only over the version that is expected', async () => {
    expect(await save('shop', 2, 1)).toBe('conflict');
    expect(await save('shop', 1, null)).toBe('saved');
    expect(await save('shop', 1, null)).toBe('conflict');
    expect(await save('shop', 2, 1)).toBe('saved');
    expect(await save('shop', 2, 1)).toBe('conflict');
    expect(await store().load(['shop', 'api'])).toEqual(new Map([['shop', { version: 2 }]]));
  });

  it('gives back what was saved, of more services than fit into one call', async () => {
    const ids = Array.from({ length: 230 }, (_, at) => `service-${at}`);
    const states = ids.map((id) => ({ version: 1, texts: ['é "x"', id], nothing: null, n: 0.5 }));
    const items = ids.map((id, at) => [id, { item: states[at]!, expectedVersion: null }] as const);
    const saved = await store().save(new Map(items));
    expect([...saved.values()].filter(({ outcome }) => outcome === 'saved')).toHaveLength(230);
    const loaded = await store().load([...ids, 'other']);
    expect(ids.map((id) => loaded.get(id))).toEqual(states);
    expect(loaded.size).toBe(230);
  });

  it('keeps the time-line, newest first, and loses nothing when an entry is told again', async () => {
    const entries = Array.from({ length: 60 }, (_, at) => anEntry('shop', at));
    await store().addTimeline([...entries, anEntry('api', 99)]);
    await store().addTimeline([entries[3]!, entries[3]!]);
    expect(await store().listTimeline('shop', 4)).toEqual(entries.slice(-4).reverse());
    expect(await store().listTimeline('shop', 1000)).toHaveLength(60);
    expect(await store().listTimeline('other', 10)).toEqual([]);
  });
}

function anEntry(service: string, at: number): TimelineItem {
  const atMs = 1_795_478_400_000 + at;
  const incident = at % 2 === 0 ? null : 'shop-20261124T000000Z';
  return { service, key: `${atMs}#1#0`, incident, atMs, entry: { what: `é ${at}` } };
}

function contractOfRecords(account: () => Account): void {
  const records = () => account().ports.records;
  const zone = async () => {
    const reading = (await records().list([ZONE_ID])).get(ZONE_ID);
    if (!reading?.known) throw new Error(reading?.why);
    return reading.value;
  };
  const shop = ({ Name, Type, SetIdentifier }: ResourceRecordSet) =>
    Name === SERVICE.names[0] && Type === 'A' && SetIdentifier === 'primary';
  const text = (name: string): ResourceRecordSet => ({
    Name: name,
    Type: 'TXT',
    TTL: 60,
    ResourceRecords: [{ Value: '"v=1 weights=0/100"' }],
  });

  it('lists every record set of a zone, as it is, and says which zone it could not list', async () => {
    const listed = await zone();
    expect(listed).toHaveLength(account().world.records(ZONE_ID).length);
    expect(listed).toEqual(expect.arrayContaining([...account().world.records(ZONE_ID)]));
    const readings = await records().list([ZONE_ID, 'Z0000000000']);
    expect(readings.get('Z0000000000')?.known).toBe(false);
    expect(readings.get(ZONE_ID)?.known).toBe(true);
  });

  it('changes a batch, keeps the fields that it did not touch, and follows the change', async () => {
    const before = (await zone()).find(shop)!;
    const fence = text('g000001._switchback.shop.example.com');
    const id = await records().change(ZONE_ID, [
      { action: 'CREATE', set: fence },
      { action: 'UPSERT', set: { ...before, Weight: 0 } },
    ]);
    const after = await zone();
    expect(after.find(shop)).toEqual({ ...before, Weight: 0 });
    expect(after).toContainEqual(fence);
    expect(await records().changeStatuses([id])).toEqual(
      new Map([[id, { known: true, value: 'PENDING' }]]),
    );
    account().world.step(account().world.nowMs + 5 * MINUTE);
    expect(await records().changeStatuses([id, 'C0'])).toEqual(
      new Map([
        [id, { known: true, value: 'INSYNC' }],
        ['C0', { known: true, value: 'NoSuchChange' }],
      ]),
    );
  });

  it('refuses a whole batch with Route 53’s sentences', async () => {
    const [one, other] = ['g000001._switchback.a', 'g000002._switchback.a'].map((label) =>
      text(`${label}.example.com`),
    );
    await records().change(ZONE_ID, [{ action: 'CREATE', set: one! }]);
    const before = await zone();
    const refusal = await records()
      .change(ZONE_ID, [
        { action: 'CREATE', set: other! },
        { action: 'CREATE', set: one! },
      ])
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ChangeRefused);
    expect((refusal as ChangeRefused).messages).toEqual([expect.stringContaining(one!.Name)]);
    expect(await zone()).toEqual(before);
  });
}

function contractOfObservations(account: () => Account): void {
  it('hears witnesses and answer of the zone’s own name servers', async () => {
    const names = [sideWitnessName(SERVICE, 'primary'), holdWitnessName(SERVICE)];
    const questions = [
      ...names.map((name) => ({ zoneId: ZONE_ID, name, type: 'TXT' }) as const),
      { zoneId: ZONE_ID, name: SERVICE.names[0], type: 'A' } as const,
    ];
    const replies = await account().ports.nameServers.ask(questions);
    const said = questions.map((question) => {
      const heard = replies.get(questionKey(question))!;
      return [...new Set(heard.flatMap((reply) => (reply.known ? reply.value : [])))];
    });
    expect(said).toEqual([['healthy'], ['off'], ['192.0.2.10']]);
  });

  it('reads alarm states of several Regions, and knows nothing of an alarm that is not there', async () => {
    const [tokyo, oregon, missing] = [
      { region: 'ap-northeast-1', name: 'slow: 遅い' },
      { region: 'us-west-2', name: 'slow: 遅い' },
      { region: 'us-west-2', name: 'missing' },
    ] as const;
    account().world.setAlarm(tokyo, 'ALARM');
    account().world.setAlarm(oregon, 'INSUFFICIENT_DATA');
    const states = await account().ports.alarms.states([tokyo, oregon, missing]);
    expect(states.get(alarmKey(tokyo))).toEqual({ known: true, value: 'ALARM' });
    expect(states.get(alarmKey(oregon))).toEqual({ known: true, value: 'INSUFFICIENT_DATA' });
    expect(states.get(alarmKey(missing))?.known ?? false).toBe(false);
  });

  it('leaves alarms unknown in a Region that fails, and rejects when all do', async () => {
    const [here, there] = [
      { region: 'us-west-2', name: 'a' },
      { region: 'us-east-1', name: 'a' },
    ] as const;
    account().world.setAlarm(here, 'OK');
    account().world.setFault('cloudWatchUsEast1', 'error');
    const states = await account().ports.alarms.states([here, there]);
    expect(states.get(alarmKey(here))).toEqual({ known: true, value: 'OK' });
    expect(states.get(alarmKey(there))?.known).toBe(false);
    await expect(account().ports.alarms.states([there])).rejects.toThrow();
  });
}

function contractOfProbes(account: () => Account): void {
  it.each<[SiteCondition, boolean, string]>([
    ['up', true, 'HTTP Status Code: 200. OK'],
    ['failing', false, 'HTTP Status Code: 503.'],
    ['refusing', false, 'The endpoint refused the connection.'],
  ])('sees of an endpoint what Route 53’s checkers see: %s', async (condition, good, detail) => {
    const { check, ranges } = await account().site(condition);
    const probe = { key: 'shop primary endpoint', kind: 'endpoint', check, ranges } as const;
    expect(await account().ports.probes.run([probe])).toEqual(
      new Map([[probe.key, { known: true, value: { good, detail } }]]),
    );
  });
}

function contractOfEffects(account: () => Account): void {
  it('turns the hold switch on and off', async () => {
    const { world, ports } = account();
    const { holdCheck } = logicalIds(SERVICE);
    const publish = async (value: 0 | 1) => {
      for (let minute = 0; minute < 4; minute += 1) {
        await ports.holdSwitches.publish([{ service: 'shop', value, atMs: world.nowMs }]);
        world.step(world.nowMs + MINUTE);
      }
      return world.healthOf(holdCheck);
    };
    expect(await publish(1)).toBe('unhealthy');
    expect(await publish(0)).toBe('healthy');
  });

  it('sends a message with what mail filters can go by', async () => {
    const notification = {
      key: 'shop#7',
      subject: 'shop: held on the secondary',
      text: 'Users see Oregon. 利用者は…\n',
      attributes: { service: 'shop', phase: 'OnSecondary' },
    };
    await account().ports.notifier.publish(notification);
    const { subject, text, attributes } = notification;
    expect(account().received()).toEqual([expect.objectContaining({ subject, text, attributes })]);
  });
}
