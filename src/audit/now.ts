/** How things stand at this moment: checkers, alarms, witnesses, and what Switchback remembers. */
import { holdWitnessName, sideWitnessName } from '../core/names.ts';
import type { Reading } from '../core/reading.ts';
import { readWitness } from '../core/replies.ts';
import { type Service, SIDES } from '../core/service.ts';
import type { ServiceState } from '../core/state.ts';
import { logicalIds } from '../infrastructure/logical-ids.ts';
import { minuteUtc } from '../messages/moment.ts';
import { type DnsQuestion, questionKey } from '../ports.ts';
import type { AlarmSettings } from '../route53/alarm-snapshot.ts';
import { aggregate } from '../route53/checker.ts';
import type { AuditAccount } from './account.ts';
import { differences } from './differences.ts';
import type { ExpectedAlarm } from './expected.ts';
import type { Bindings } from './records.ts';
import { type Section, whyOf } from './section.ts';

export async function auditCheckers(
  service: Service,
  account: AuditAccount,
  bindings: Bindings,
): Promise<Section> {
  const [good, wrong, unknown]: [string[], string[], string[]] = [[], [], []];
  for (const side of SIDES) {
    const id = bindings.get(logicalIds(service)[side].endpointCheck);
    if (id === undefined) {
      unknown.push(`the ${side}: its endpoint check was not found`);
      continue;
    }
    try {
      const verdicts = await account.checkers(id);
      const bad = verdicts.filter(({ healthy }) => !healthy);
      const counts = { healthy: verdicts.length - bad.length, total: verdicts.length };
      const share = `${side} ${counts.healthy} of ${counts.total}`;
      const status = aggregate(counts);
      if (status === undefined) unknown.push(`the ${side}: no checker has said anything yet`);
      else if (status === 'healthy') good.push(share);
      else wrong.push(`say healthy: ${share}; ${bad[0]?.said}`);
    } catch (cause) {
      unknown.push(`the ${side}: ${whyOf(cause)}`);
    }
  }
  return { about: 'checkers', good: `say healthy: ${good.join(', ')}`, wrong, unknown };
}

export async function auditAlarms(
  expected: readonly ExpectedAlarm[],
  account: AuditAccount,
  bindings: Bindings,
): Promise<Section> {
  const [wrong, unknown]: [string[], string[]] = [[], []];
  for (const { alarm, settings } of expected) {
    const name = `${alarm.name} (${alarm.region})`;
    try {
      const found = await account.alarm(alarm);
      if (found === null) {
        wrong.push(`${name} does not exist`);
        continue;
      }
      const wanted = boundSettings(settings, bindings);
      wrong.push(...differences(wanted, found.settings).map((what) => `${name}: ${what}`));
      if (found.state === 'INSUFFICIENT_DATA') unknown.push(`${name} has no data`);
    } catch (cause) {
      unknown.push(`${name}: ${whyOf(cause)}`);
    }
  }
  return { about: 'alarms', good: `${expected.length} as they should be`, wrong, unknown };
}

/** Of an alarm on a check that was not found nobody knows which check it should be on. */
function boundSettings(
  { Dimensions = [], ...settings }: AlarmSettings,
  bindings: Bindings,
): AlarmSettings {
  const bound = Dimensions.flatMap(({ Name, Value }) => {
    const id = Name === 'HealthCheckId' ? bindings.get(Value) : Value;
    return id === undefined ? [] : [{ Name, Value: id }];
  });
  return bound.length === Dimensions.length ? { ...settings, Dimensions: bound } : settings;
}

/** What Route 53 thinks, as its own name servers show it. */
export async function auditWitnesses(
  service: Service,
  account: AuditAccount,
  state: Reading<ServiceState | null>,
): Promise<Section> {
  const witnesses = [
    ...SIDES.map((side) => ({
      about: `the ${side}`,
      name: sideWitnessName(service, side),
      words: ['healthy', 'unhealthy'],
      should: 'healthy',
    })),
    {
      about: 'the hold switch',
      name: holdWitnessName(service),
      words: ['off', 'on'],
      should: state.known ? (state.value?.holdSwitch.position ?? 'off') : null,
    },
  ] as const;
  const questions = witnesses.map(
    ({ name }): DnsQuestion => ({ zoneId: service.zone.id, name, type: 'TXT' }),
  );
  const [wrong, unknown]: [string[], string[]] = [[], []];
  try {
    const replies = await account.nameServers.ask(questions);
    for (const [at, { about, words, should }] of witnesses.entries()) {
      const reading = readWitness(replies.get(questionKey(questions[at] as DnsQuestion)), words);
      if (!reading.known) unknown.push(`${about}: ${reading.why}`);
      else if (should !== null && reading.value !== should) {
        wrong.push(`${about} is ${reading.value} to Route 53, should be ${should}`);
      }
    }
  } catch (cause) {
    unknown.push(whyOf(cause));
  }
  const seen = witnesses.map(({ should }) => should ?? 'known').join(', ');
  const good = `${seen} on all name servers`;
  return { about: 'witnesses', good, wrong, unknown };
}

/** Whatever keeps Switchback from acting, or is under way. */
export function auditState(service: Service, read: Reading<ServiceState | null>): Section {
  const wrong: string[] = [];
  const state = read.known ? read.value : undefined;
  if (state === null) wrong.push('no pass of Switchback has looked at this service yet');
  if (state) {
    const { armed, incident, pause, conditions } = state;
    if (armed.atMs === null) wrong.push('not armed yet: it is to be seen healthy for long enough');
    if (incident !== null) wrong.push(`the incident ${incident.id} is open (${state.phase})`);
    if (pause !== null) wrong.push(`paused by ${pause.owner} until ${minuteUtc(pause.untilMs)}`);
    wrong.push(...Object.keys(conditions).map((name) => `condition: ${name}`));
  }
  if (service.mode === 'observe') wrong.push('mode is observe: nothing is held');
  return {
    about: 'Switchback',
    good: 'armed, no incident, not paused',
    wrong,
    unknown: read.known ? [] : [read.why],
  };
}
