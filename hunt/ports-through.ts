/** The ports of one invocation, each through the seam; what is told and what takes effect is noted on the way. */
import type { ConditionalItem, Ports } from '../src/ports.ts';
import { judgeValues } from './invariants/switch-values.ts';
import type { Look } from './invocation.ts';
import type { Seam } from './seam.ts';

const NEW_SCHEMA = 2;

export function portsThrough(seam: Seam): Ports {
  const { ground, invocation } = seam;
  const inner = ground.world.ports();
  return {
    clock: { nowMs: () => ground.nowMs + invocation.skewMs },
    stateStore: stateStoreThrough(seam, inner.stateStore),
    records: recordsThrough(seam, inner.records),
    nameServers: {
      ask: async (questions) => {
        const replies = await seam.call('ask', () => inner.nameServers.ask(questions));
        invocation.look.replies = replies;
        return replies;
      },
    },
    alarms: {
      states: async (alarms) => {
        const states = await seam.call('states', () => inner.alarms.states(alarms));
        invocation.look.alarms = states;
        return states;
      },
    },
    probes: {
      run: async (probes) => {
        const results = await seam.call('run', () => inner.probes.run(probes));
        invocation.look.probes = results;
        return results;
      },
    },
    holdSwitches: {
      publish: (values) => {
        judgeValues(ground, invocation, values);
        return seam.call(
          'switch',
          () => inner.holdSwitches.publish(values),
          () => inner.holdSwitches.publish(values.slice(0, values.length >> 1)),
        );
      },
    },
    notifier: {
      publish: (notification) =>
        seam.call('publish', () => {
          const before = ground.world.inbox.length;
          const done = inner.notifier.publish(notification);
          if (ground.world.inbox.length > before) ground.truth.published(invocation, notification);
          return done;
        }),
    },
  };
}

function stateStoreThrough(seam: Seam, inner: Ports['stateStore']): Ports['stateStore'] {
  const { ground, invocation } = seam;
  const save = (look: Look, items: ReadonlyMap<string, ConditionalItem>) => {
    const done = inner.save(invocation.isNewCode ? withSchema(items, NEW_SCHEMA) : items);
    ground.truth.saved(invocation, look, items);
    return done;
  };
  const addTimeline: Ports['stateStore']['addTimeline'] = (items) => {
    const done = inner.addTimeline(items);
    if (isWorking(seam)) ground.truth.toldTimeline(items);
    return done;
  };
  return {
    load: async (ids) => {
      const { look } = invocation;
      const found = await seam.call('load', async () => {
        const newest = ground.truth.versions(ids);
        const items = await inner.load(ids);
        ground.truth.loaded(newest, items);
        return invocation.isNewCode ? asOldSchema(items) : items;
      });
      // What a pass reads again to settle is nothing that it decides on.
      if (look.loaded.size === 0) look.loaded = found;
      return found;
    },
    save: (items) => {
      const { look } = invocation;
      return seam.call(
        'save',
        () => save(look, items),
        () => save(look, new Map([...items].slice(0, items.size >> 1))),
      );
    },
    addTimeline: (items) =>
      seam.call(
        'addTimeline',
        () => addTimeline(items),
        () => addTimeline(items.slice(0, items.length >> 1)),
      ),
    listTimeline: (service, limit) =>
      seam.call('listTimeline', () => inner.listTimeline(service, limit)),
  };
}

function isWorking({ ground }: Seam): boolean {
  const fault = ground.serviceFaults.get('stateStore');
  return fault === undefined || fault === 'answer-lost';
}

function recordsThrough(seam: Seam, inner: Ports['records']): Ports['records'] {
  const { ground, invocation } = seam;
  return {
    list: async (zoneIds) => {
      const lists = await seam.call('list', () => inner.list(zoneIds));
      invocation.look.lists = lists;
      return lists;
    },
    change: (zoneId, changes) => {
      const { look } = invocation;
      ground.truth.sent(changes);
      return seam.call('change', () => {
        const { journal } = ground.world;
        const before = ground.world.records(zoneId);
        const length = journal.length;
        const done = inner.change(zoneId, changes);
        ground.truth.changed(invocation, look, before, journal[length]);
        return done;
      });
    },
    changeStatuses: async (ids) => {
      const statuses = await seam.call('changeStatuses', () => inner.changeStatuses(ids));
      invocation.look.statuses = statuses;
      return statuses;
    },
  };
}

function withSchema(
  items: ReadonlyMap<string, ConditionalItem>,
  schemaVersion: number,
): ReadonlyMap<string, ConditionalItem> {
  return new Map(
    [...items].map(([id, one]) => [
      id,
      id.startsWith('frozen#') ? one : { ...one, item: { ...one.item, schemaVersion } },
    ]),
  );
}

function asOldSchema(items: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> {
  return new Map(
    [...items].map(([id, item]) => [
      id,
      (item as { schemaVersion?: number }).schemaVersion === NEW_SCHEMA
        ? { ...(item as object), schemaVersion: 1 }
        : item,
    ]),
  );
}
