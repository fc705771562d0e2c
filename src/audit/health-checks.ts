/** The health checks that the records name, and those that these are made of. */
import type { Service } from '../core/service.ts';
import { SIDES } from '../core/service.ts';
import { logicalIds } from '../infrastructure/logical-ids.ts';
import type { HealthCheckConfig } from '../route53/health-check.ts';
import type { AuditAccount } from './account.ts';
import { differences } from './differences.ts';
import type { Bindings } from './records.ts';
import { type Section, whyOf } from './section.ts';

type Found = ReadonlyMap<string, HealthCheckConfig>;

interface Seen {
  readonly configs: Map<string, HealthCheckConfig>;
  readonly wrong: string[];
  readonly unknown: string[];
}

/** Follows calculated checks to their children, and fills `bindings` with these. `areRecordsSeen`: all that name any. */
export async function auditHealthChecks(
  service: Service,
  expected: ReadonlyMap<string, HealthCheckConfig>,
  account: AuditAccount,
  bindings: Bindings,
  areRecordsSeen: boolean,
): Promise<Section> {
  const seen: Seen = { configs: new Map(), wrong: [], unknown: [] };
  await read([...bindings.values()], account, seen);
  const children = [...seen.configs.values()].flatMap((config) =>
    config.Type === 'CALCULATED' ? config.ChildHealthChecks : [],
  );
  await read(children, account, seen);
  bindChildren(expected, seen.configs, bindings);
  const isAllSeen = areRecordsSeen && seen.unknown.length === 0;
  for (const [logicalId, config] of expected) {
    const label = labelOf(service, logicalId);
    const id = bindings.get(logicalId);
    if (id !== undefined) {
      const faults = faultsOf(config, seen.configs.get(id), bindings);
      seen.wrong.push(...faults.map((fault) => `${label} (${id}): ${fault}`));
    } else if (isAllSeen) seen.wrong.push(`${label}: no record and no other check names it`);
    else seen.unknown.push(`${label}: what would name it could not be read`);
  }
  return {
    about: 'health checks',
    good: `${expected.size} as they should be`,
    wrong: seen.wrong,
    unknown: seen.unknown,
  };
}

async function read(ids: readonly string[], account: AuditAccount, seen: Seen): Promise<void> {
  for (const id of new Set(ids)) {
    if (seen.configs.has(id)) continue;
    try {
      const config = await account.healthCheck(id);
      if (config === null) seen.wrong.push(`the health check ${id} is named but does not exist`);
      else seen.configs.set(id, config);
    } catch (cause) {
      seen.unknown.push(`the health check ${id}: ${whyOf(cause)}`);
    }
  }
}

/** A calculated check has at most one child of each kind and alarm, so that what a child is tells which one it is. */
function bindChildren(
  expected: ReadonlyMap<string, HealthCheckConfig>,
  found: Found,
  bindings: Bindings,
): void {
  for (const [parent, parentId] of [...bindings]) {
    const [wanted, actual] = [expected.get(parent), found.get(parentId)];
    if (wanted?.Type !== 'CALCULATED' || actual?.Type !== 'CALCULATED') continue;
    for (const child of wanted.ChildHealthChecks) {
      const config = expected.get(child);
      const id = actual.ChildHealthChecks.find((one) => isAlike(config, found.get(one)));
      if (id !== undefined && !bindings.has(child)) bindings.set(child, id);
    }
  }
}

function isAlike(wanted?: HealthCheckConfig, found?: HealthCheckConfig): boolean {
  if (wanted === undefined || found === undefined) return false;
  if (wanted.Type === 'CLOUDWATCH_METRIC') {
    return (
      found.Type === 'CLOUDWATCH_METRIC' &&
      found.AlarmIdentifier.Region === wanted.AlarmIdentifier.Region &&
      found.AlarmIdentifier.Name === wanted.AlarmIdentifier.Name
    );
  }
  return found.Type !== 'CLOUDWATCH_METRIC' && found.Type !== 'CALCULATED';
}

/** Of one that could be read: what else is the matter with it is said already. */
function faultsOf(
  expected: HealthCheckConfig,
  config: HealthCheckConfig | undefined,
  bindings: Bindings,
): readonly string[] {
  if (config === undefined) return [];
  const wanted =
    expected.Type === 'CALCULATED'
      ? {
          ...expected,
          ChildHealthChecks: expected.ChildHealthChecks.map((one) => bindings.get(one) ?? one),
        }
      : expected;
  // Pinned by hand, as break-glass does it, they answer whatever is so.
  const pins = { Disabled: config.Disabled ?? false, Inverted: config.Inverted ?? false };
  return differences({ Disabled: false, Inverted: false, ...wanted }, { ...config, ...pins });
}

/** What people call it. */
function labelOf(service: Service, logicalId: string): string {
  const ids = logicalIds(service);
  if (logicalId === ids.primaryCheck) return "the check on the primary's records";
  if (logicalId === ids.holdCheck) return 'the hold check';
  for (const side of SIDES) {
    const { endpointCheck, alarmChecks, health } = ids[side];
    if (logicalId === endpointCheck) return `the endpoint check of the ${side}`;
    if (logicalId === health) return `the health of the ${side}`;
    const alarm = alarmChecks.get(logicalId);
    if (alarm !== undefined) return `the check on the alarm ${alarm.name} of the ${side}`;
  }
  return logicalId;
}
