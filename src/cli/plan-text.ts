/** A plan as text of at most 100 columns. */
import { type EndpointCheck, SIDES } from '../core/service.ts';
import type { CostLine } from '../infrastructure/cost.ts';
import type { Seconds } from '../infrastructure/detection.ts';
import type { Hazard } from '../infrastructure/hazards.ts';
import type { Limit } from '../infrastructure/limits.ts';
import type { Plan, PlannedRecord, PlannedResource, ServicePlan } from '../infrastructure/plan.ts';
import { resourceKind } from './resource-kind.ts';

const COLUMNS = 100;

export function planText(plan: Plan): string {
  const blocks = [
    heading(plan),
    ...plan.services.map(serviceBlock),
    sharedBlock(plan),
    costBlock(plan),
    limitsBlock(plan.limits),
  ];
  return blocks.map((lines) => lines.join('\n')).join('\n\n');
}

function heading(plan: Plan): readonly string[] {
  const { totals, cost } = plan;
  return [
    `Stack ${plan.stackName}: home in ${plan.homeRegion}, ears in ${plan.earsRegion}`,
    `${counted(totals.services, 'service')} with ${counted(totals.resources, 'resource')} of their own ` +
      `(${counted(totals.healthChecks, 'health check')}), ${counted(totals.recordSets, 'record set')}, ` +
      `about ${dollars(cost.cents)} a month`,
    'Worked out offline from the configuration: nothing in AWS was read or changed.',
  ];
}

function serviceBlock(service: ServicePlan): readonly string[] {
  return [
    service.id,
    ...wrapped('  ', service.names.join(', ')),
    `  ${service.routing} routing in zone ${service.zone.name} (${service.zone.id}), mode ${service.mode}`,
    ...SIDES.flatMap((side) => {
      const { region, healthCheck } = service.sides[side];
      return wrapped(`  ${side.padEnd(11)}`, `${region}, checked by ${checkText(healthCheck)}`);
    }),
    ...wrapped('  outage     ', outageText(service)),
    '',
    '  Home',
    ...service.home.filter(hasOwnName).map(resourceLine),
    '  Ears',
    ...service.ears.map(resourceLine),
    '  Records',
    ...recordLines(service.records),
    '  Cost a month',
    ...service.cost.lines.map(costLine),
    amountLine('all of it, at list prices', service.cost.cents),
    '  Good to know',
    ...service.hazards.flatMap(hazardLines),
  ];
}

/** A record set group is shown by its record sets. */
function hasOwnName({ type }: PlannedResource): boolean {
  return type !== 'AWS::Route53::RecordSetGroup';
}

function checkText(check: EndpointCheck): string {
  const endpoint = check.address ?? check.host ?? '';
  const host = endpoint.includes(':') ? `[${endpoint}]` : endpoint;
  const path = check.protocol === 'TCP' ? '' : check.path;
  return (
    `${check.protocol} ${host}:${check.port}${path}, ` +
    `every ${check.intervalSeconds} s, ${check.failureThreshold} in a row`
  );
}

function outageText({ sides, movedSeconds }: ServicePlan): string {
  const { refused, silent } = sides.primary.detection;
  return (
    `seen after ${span(refused)} (connections refused) or ${span(silent)} (no answer); ` +
    `users moved after about ${span(movedSeconds)}, the TTL included`
  );
}

function span({ from, to }: Seconds): string {
  return `${from}-${to} s`;
}

function resourceLine({ type, name }: PlannedResource): string {
  return `    ${resourceKind(type).padEnd(14)}${name}`;
}

function recordLines(records: readonly PlannedRecord[]): readonly string[] {
  const byName = Map.groupBy(records, ({ name }) => name);
  return [...byName].flatMap(([name, sets]) => [`    ${name}`, ...sets.flatMap(recordLine)]);
}

function recordLine({ type, routing, answers, alias }: PlannedRecord): readonly string[] {
  const start = `      ${type.padEnd(7)}${String(routing).padEnd(11)}`;
  return wrapped(start, `${alias ? 'alias to ' : ''}${answers.join(' ')}`);
}

function sharedBlock({ shared }: Plan): readonly string[] {
  return ['Ears, for all services', ...shared.map(resourceLine)];
}

function costBlock({ cost, services }: Plan): readonly string[] {
  const servicesCents = services.reduce((sum, service) => sum + service.cost.cents, 0);
  return [
    'Cost of everything a month',
    amountLine('services, at list prices', servicesCents),
    ...cost.account.map(costLine),
    amountLine('all of it', cost.cents),
    ...costNotes({ cost, services }),
  ];
}

function costNotes({ cost, services }: Pick<Plan, 'cost' | 'services'>): readonly string[] {
  const places = services.flatMap(({ cost: { places } }) => [places.primary, places.secondary]);
  const assumed = places.filter((place) => place.assumed).length;
  const notes = [
    '? no price list or bill was seen for it. Queries, zones and traffic are not counted.',
    'It is assumed that nothing else in the account uses the free endpoint checks.',
  ];
  if (assumed > 0) {
    notes.push(
      `${counted(assumed, 'endpoint')} could be anywhere and counted as on AWS; elsewhere it would be ` +
        `${dollars(cost.centsIfElsewhere)} in all.`,
    );
  }
  return notes.flatMap((note) => wrapped('  ', note));
}

function costLine({ item, count, cents, confirmed }: CostLine): string {
  return `${amountLine(`${item} x ${count}`, cents)}${confirmed ? '' : ' ?'}`;
}

function amountLine(what: string, cents: number): string {
  return `    ${what.padEnd(30)}${dollars(cents).padStart(10)}`;
}

/** A limit that is used less than this is left to `--json`. */
const WORTH_SHOWING = 0.1;

function limitsBlock(limits: readonly Limit[]): readonly string[] {
  const shown = limits.filter(({ used, limit, binds }) => binds || used / limit >= WORTH_SHOWING);
  const others = limits.length - shown.length;
  return [
    'Limits (what others use in this account is not known here)',
    ...shown.map(limitLine),
    ...(others > 0 ? [`    ${counted(others, 'other')} used less than 10 %: see --json`] : []),
    ...limits.filter(({ used, limit }) => used > limit).flatMap(overLine),
  ];
}

function limitLine({ name, used, fixed, limit, binds, fitsServices }: Limit): string {
  const remarks = [
    ...(binds ? [`reached first, at ${counted(fitsServices ?? 0, 'such service')}`] : []),
    ...(fixed > 0 && !binds ? [`about ${fixed} whatever the services`] : []),
  ];
  return `    ${name.padEnd(30)}${String(used).padStart(8)} of ${String(limit).padEnd(8)}  ${remarks.join(', ')}`.trimEnd();
}

function overLine({ name, used, limit, adjustable, source }: Limit): readonly string[] {
  const cure = adjustable ? 'ask AWS for more' : 'AWS does not raise it: use a second stack';
  return wrapped('  ! ', `${name}: ${used}, and ${limit} are allowed; ${cure} (${source}).`);
}

function hazardLines({ sides, fact }: Hazard): readonly string[] {
  const about = sides.length > 0 ? `${sides.join(' and ')}: ` : '';
  return wrapped('    - ', `${about}${fact}`);
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function dollars(cents: number): string {
  return `${cents < 0 ? '-' : ''}$${(Math.abs(cents) / 100).toFixed(2)}`;
}

/** Words that are longer than a line stay whole. */
function wrapped(prefix: string, text: string): readonly string[] {
  const lines: string[] = [];
  let line = prefix;
  for (const word of text.split(/ +/)) {
    const empty = line.trim() === '' || line === prefix;
    const next = empty ? `${line}${word}` : `${line} ${word}`;
    if (next.length > COLUMNS && !empty) {
      lines.push(line);
      line = `${' '.repeat(prefix.length)}${word}`;
    } else {
      line = next;
    }
  }
  return [...lines, line];
}
