/** The account as reconcile sees it: every port over the simulated services. */
import type { Notification } from '../messages/message.ts';
import type { Ports } from '../ports.ts';
import type { Account } from './account.ts';
import { alarmsPort } from './alarms-port.ts';
import type { Calls } from './calls.ts';
import { holdSwitchesPort } from './hold-switches.ts';
import { nameServersPort } from './name-servers-port.ts';
import { probesPort } from './probes-port.ts';
import { chanceFor } from './random.ts';
import { recordsPort } from './records-port.ts';
import { stateStorePort, type Table } from './state-store.ts';

/** What the notifier delivers goes to `deliver`. */
export function portsOf(
  account: Account,
  table: Table,
  calls: Calls,
  deliver: (notification: Notification) => void,
): Ports {
  const { agenda, parameters, zones } = account;
  const nowMs = () => agenda.nowMs;
  return {
    clock: { nowMs },
    stateStore: stateStorePort(table, calls),
    records: recordsPort({ zones, calls, agenda, parameters }),
    nameServers: nameServersPort(account.dns, calls, chanceFor(account.seed, 'answers')),
    alarms: alarmsPort(account.alarmStates, calls),
    probes: probesPort(account.sites, calls),
    holdSwitches: holdSwitchesPort(account.holdSwitches, calls),
    notifier: {
      publish: (notification) =>
        calls.make('notifier', 'sns:Publish', 1, () => deliver(notification)),
    },
  };
}
