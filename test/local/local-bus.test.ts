import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildWholeStacks } from '../../src/infrastructure/stacks.ts';
import { type BusEvent, LocalBus } from '../../src/local/local-bus.ts';
import type { AlarmEvent } from '../../src/world/alarm-event.ts';
import { REFUSED } from '../../src/world/sites.ts';
import { aConfiguration } from '../builders/configuration.ts';
import { aDeployedWorld, MINUTE, PRIMARY_SITE } from '../world/deployed-world.ts';

const CONFIGURATION = aConfiguration();
const { stackName, homeRegion } = CONFIGURATION;
const AT_MS = Date.UTC(2026, 10, 24, 12);

/** As the account sends it when the primary fails. */
let alarm: AlarmEvent;

beforeAll(() => {
  const { world } = aDeployedWorld({}, CONFIGURATION);
  world.takeEvents();
  world.setSite(PRIMARY_SITE, REFUSED);
  world.step(world.nowMs + 8 * MINUTE);
  [alarm] = world.takeEvents() as [AlarmEvent];
});

function aBus() {
  const queue: string[] = [];
  const { home } = buildWholeStacks(CONFIGURATION);
  return { bus: new LocalBus(home, homeRegion, (body) => queue.push(body)), queue };
}

/** The alarm's event as somebody puts it on home's bus. */
function put(more: Partial<BusEvent> = {}): BusEvent {
  return {
    source: alarm.source,
    detailType: alarm['detail-type'],
    detail: alarm.detail,
    resources: alarm.resources,
    atMs: AT_MS,
    region: homeRegion,
    busName: stackName,
    ...more,
  };
}

describe("home's bus", () => {
  it("has home's rule and no other", () => {
    expect(aBus().bus.rules()).toEqual([
      {
        name: `${stackName}-wake`,
        busName: stackName,
        region: homeRegion,
        pattern: expect.objectContaining({ source: ['aws.cloudwatch'] }),
      },
    ]);
  });

  it("sends an alarm's event that ears passes on to the queue as it is", () => {
    const { bus, queue } = aBus();
    bus.passOn(alarm);
    expect(queue.map((body) => JSON.parse(body))).toEqual([alarm]);
  });

  it("keeps the event of an alarm that is not this stack's", () => {
    const { bus, queue } = aBus();
    bus.passOn({ ...alarm, detail: { ...alarm.detail, alarmName: `my-${stackName}-alarm` } });
    expect(queue).toEqual([]);
  });

  it('sends an event that somebody puts to the queue in the shape that EventBridge gives it', () => {
    const { bus, queue } = aBus();
    const id = bus.putEvent(put());
    expect(queue.map((body) => JSON.parse(body))).toEqual([
      {
        version: '0',
        id,
        'detail-type': 'CloudWatch Alarm State Change',
        source: 'aws.cloudwatch',
        account: '123456789012',
        time: '2026-11-24T12:00:00Z',
        region: homeRegion,
        resources: alarm.resources,
        detail: alarm.detail,
      },
    ]);
  });

  it.each<[string, () => Partial<BusEvent>]>([
    ['from another source', () => ({ source: 'shop.orders' })],
    ['of another kind', () => ({ detailType: 'CloudWatch Alarm Configuration Change' })],
    ['of an alarm of another stack', () => ({ detail: { alarmName: 'other-shop-primary' } })],
    ['without details', () => ({ detail: null })],
    ['on the default bus', () => ({ busName: 'default' })],
    ['on a bus of another name', () => ({ busName: `${stackName}-2` })],
    ['on a bus of that name in another Region', () => ({ region: 'us-east-1' })],
  ])('takes an event %s and wakes nobody', (_what, more) => {
    const { bus, queue } = aBus();
    expect(bus.putEvent(put(more()))).toMatch(/^[0-9a-f-]{36}$/);
    expect(queue).toEqual([]);
  });

  it('gives every event an id of its own', () => {
    const { bus } = aBus();
    const ids = [put(), put({ busName: 'default' }), put()].map((event) => bus.putEvent(event));
    expect(new Set(ids).size).toBe(3);
  });
});
