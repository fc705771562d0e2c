/** Whether the account is as the configuration says, and whether a failure would be met now. Nothing is changed. */
import { parseState } from '../core/parse-state.ts';
import { indexZone } from '../core/read-records.ts';
import { known, type Reading, unknown } from '../core/reading.ts';
import type { Configuration, Service } from '../core/service.ts';
import type { ServiceState } from '../core/state.ts';
import type { AuditAccount } from './account.ts';
import { expectedOf } from './expected.ts';
import { auditHealthChecks } from './health-checks.ts';
import { auditAlarms, auditCheckers, auditState, auditWitnesses } from './now.ts';
import { auditRecords, type Bindings } from './records.ts';
import { isGood, type Section, whyOf } from './section.ts';

export interface Audit {
  readonly service: string;
  readonly sections: readonly Section[];
  readonly good: boolean;
}

export async function audit(
  configuration: Configuration,
  service: Service,
  account: AuditAccount,
): Promise<Audit> {
  const expected = expectedOf(configuration, service);
  const bindings: Bindings = new Map();
  const state = await readState(service, account);
  const records = await readZone(service, account, (zone) =>
    auditRecords(service, expected.recordSets, zone, state, bindings),
  );
  const sections = [
    records,
    await auditHealthChecks(
      service,
      expected.checks,
      account,
      bindings,
      records.unknown.length === 0,
    ),
    await auditAlarms(expected.alarms, account, bindings),
    await auditCheckers(service, account, bindings),
    await auditWitnesses(service, account, state),
    auditState(service, state),
  ];
  return { service: service.id, sections, good: sections.every(isGood) };
}

async function readZone(
  { zone: { id } }: Service,
  { records }: AuditAccount,
  judge: (zone: ReturnType<typeof indexZone>) => Section,
): Promise<Section> {
  const unseen = (why: string) => ({ about: 'records', good: '', wrong: [], unknown: [why] });
  try {
    const listed = (await records.list([id])).get(id);
    if (!listed?.known) return unseen(listed?.why ?? 'not listed');
    return judge(indexZone(listed.value));
  } catch (cause) {
    return unseen(whyOf(cause));
  }
}

/** `null`: no pass has been yet. */
async function readState(
  { id }: Service,
  { stateStore }: AuditAccount,
): Promise<Reading<ServiceState | null>> {
  try {
    const item = (await stateStore.load([id])).get(id);
    if (item === undefined) return known(null);
    const parsed = parseState(id, item);
    return parsed.ok ? known(parsed.state) : unknown(`the stored state: ${parsed.why}`);
  } catch (cause) {
    return unknown(`the stored state: ${whyOf(cause)}`);
  }
}
