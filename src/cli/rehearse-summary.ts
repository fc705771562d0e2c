/** The figures of a rehearsal: one service in full beside the run without Switchback, the others in a line or two. */
import type { Service } from '../core/service.ts';
import { judgeObjectives, shareText } from '../drill/objectives.ts';
import { clockText, durationText } from '../messages/duration.ts';
import { type Measures, measure } from '../rehearsal/measures.ts';
import type { Rehearsal } from '../rehearsal/rehearse.ts';
import { wrapped } from './wrapped.ts';

const LABEL_COLUMNS = 36;
const VALUE_COLUMNS = 32;
const COLUMNS = 98;
/** Chance alone makes two runs differ by this much. */
const SAME_MS = 15_000;
const OTHERS_IN_FULL = 3;

export function summaryLines(rehearsal: Rehearsal, told: Service): readonly string[] {
  const held = measure(rehearsal.withSwitchback, told.id);
  const plain = measure(rehearsal.without, told.id);
  const length = durationText(rehearsal.scenario.lengthMs);
  const row = (label: string, value: (measures: Measures) => string) =>
    columns(`  ${label}`, value(held), value(plain));
  return [
    columns(told.id, 'with Switchback', 'without'),
    row('Route 53 sees the failure', ({ detectedMs }) => clock(detectedMs, 'never')),
    row('users on the secondary (99 %)', ({ movedMs }) => clock(movedMs, 'never')),
    row('first message to people', ({ toldMs }) => clock(toldMs, 'none')),
    row('hold works: no return by itself', ({ heldMs }) => clock(heldMs, 'no hold')),
    row('users on the primary again (99 %)', returned),
    row('moves between the sides', ({ moves }) => `${moves}`),
    row('longest outage for users', (one) => outage(told, one)),
    row(`requests lost, of ${length}`, (one) => lost(told, one)),
    '',
    ...wrapped(moral(held, plain), COLUMNS),
    ...otherLines(rehearsal, told),
  ];
}

function columns(label: string, value: string, plain: string): string {
  return `${label.padEnd(LABEL_COLUMNS)}${value.padEnd(VALUE_COLUMNS)}${plain}`;
}

function clock(ms: number | null, otherwise: string): string {
  return ms === null ? otherwise : clockText(ms);
}

function returned({ movedMs, returnedMs }: Measures): string {
  return clock(returnedMs, movedMs === null ? 'never left it' : 'not yet');
}

function outage(service: Service, measures: Measures): string {
  const text = measures.longestOutageMs === 0 ? 'none' : durationText(measures.longestOutageMs);
  return `${text}${objective(service, measures, 'rto')}`;
}

function lost(service: Service, measures: Measures): string {
  return `${shareText(measures.lostShare)}${objective(service, measures, 'lostShare')}`;
}

function objective(service: Service, measures: Measures, of: 'rto' | 'lostShare'): string {
  const judged = judgeObjectives(service, measures).find((one) => one.of === of);
  return judged ? ` (at most ${judged.atMost}: ${judged.met ? 'met' : 'MISSED'})` : '';
}

/** Whose doing it was: the way there is Route 53's in both runs, the way back is what differs. */
function moral(held: Measures, plain: Measures): string {
  const savedMs = plain.lostMs - held.lostMs;
  const way =
    plain.movedMs === null
      ? ''
      : 'Route 53 itself moves the users in both runs; the way back differs. ';
  if (savedMs > SAME_MS) {
    return `${way}Hold and failback spared each user ${durationText(savedMs)} of lost requests.`;
  }
  if (savedMs < -SAME_MS) {
    return `${way}Each user lost ${durationText(-savedMs)} more of requests with Switchback than without.`;
  }
  if (plain.returnedMs === null) return `${way}In this time nobody came back in either run.`;
  return `${way}This time coming back by itself did no harm: each user lost as much in both runs.`;
}

function otherLines(rehearsal: Rehearsal, told: Service): readonly string[] {
  const others = rehearsal.withSwitchback.configuration.services.filter(({ id }) => id !== told.id);
  if (others.length === 0) return [];
  if (others.length > OTHERS_IN_FULL) return wrapped(togetherLine(rehearsal, others), COLUMNS);
  return others.flatMap((service) => {
    const held = measure(rehearsal.withSwitchback, service.id);
    const plain = measure(rehearsal.without, service.id);
    const hold = held.heldMs === null ? 'no hold' : `hold works ${clockText(held.heldMs)}`;
    return wrapped(`${service.id}: ${hold}; ${lostIn([held], [plain])}.`, COLUMNS);
  });
}

function togetherLine({ withSwitchback, without }: Rehearsal, others: readonly Service[]): string {
  const held = others.map(({ id }) => measure(withSwitchback, id));
  const times = held.flatMap(({ heldMs }) => heldMs ?? []);
  const last = times.length === 0 ? '' : `, the last at ${clockText(Math.max(...times))}`;
  const plain = others.map(({ id }) => measure(without, id));
  return `${others.length} others: ${times.length} held${last}; ${lostIn(held, plain)}.`;
}

function lostIn(held: readonly Measures[], plain: readonly Measures[]): string {
  const most = (all: readonly Measures[]) =>
    shareText(Math.max(...all.map(({ lostShare }) => lostShare)));
  const upTo = held.length > 1 ? 'at most ' : '';
  return `${upTo}${most(held)} of the requests lost, ${upTo}${most(plain)} without Switchback`;
}
