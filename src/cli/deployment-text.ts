/** What the next deployment would change, as text of at most 98 columns. */
import type { Act, ResourceChange, ServiceChanges } from '../deployment/changes.ts';
import type { Difference } from '../deployment/differences.ts';
import type { DeploymentPlan, FunctionChange } from '../deployment/plan-deployment.ts';
import { resourceKind } from './resource-kind.ts';
import { wrapped } from './wrapped.ts';

const COLUMNS = 98;
const KIND_COLUMNS = 16;
const DIFFERENCES_SHOWN = 4;
const VALUE_COLUMNS = 30;

export function deploymentText(plan: DeploymentPlan): readonly string[] {
  const { stackName, homeRegion, earsRegion, changes, functions, refused, warnings } = plan;
  return [
    `Stack ${stackName}: home in ${homeRegion}, ears in ${earsRegion}. What a deploy would change there:`,
    '',
    ...changes.services.flatMap(serviceBlock),
    ...block('for all services', changes.shared),
    ...functionBlock(functions),
    ...remarks('A deploy would be refused as things are', '✗', refused),
    ...remarks('Good to know', '!', warnings),
    ...endLines(plan),
  ];
}

function serviceBlock({ service, standing, changes }: ServiceChanges): readonly string[] {
  const titles = {
    new: `${service}, not deployed yet`,
    deployed: service,
    leaving: `${service}, no longer in services.yml`,
  } as const;
  return block(titles[standing], changes);
}

/** What is only made needs no line each: there is nothing to compare it with. */
function block(title: string, changes: readonly ResourceChange[]): readonly string[] {
  if (changes.length === 0) return [];
  const added = changes.filter(({ act }) => act === 'add');
  const others = changes.filter(({ act }) => act !== 'add');
  const few = added.length <= DIFFERENCES_SHOWN;
  const lines = few ? added.flatMap(changeLines) : item('+', counts(added));
  return [title, ...lines, ...others.flatMap(changeLines), ''];
}

function counts(changes: readonly ResourceChange[]): string {
  const byKind = Map.groupBy(changes, ({ type }) => resourceKind(type));
  return [...byKind].map(([kind, of]) => `${kind} x ${of.length}`).join(', ');
}

const MARKS: Readonly<Record<Act, string>> = {
  add: '+',
  change: '~',
  replace: '±',
  remove: '-',
  leave: '-',
};

const REMARKS: Readonly<Partial<Record<Act, string>>> = {
  replace: 'made anew; the old one goes',
  leave: 'kept in the account',
};

function changeLines(change: ResourceChange): readonly string[] {
  const { act, type, name, differences } = change;
  const remark = REMARKS[act];
  const text = `${resourceKind(type).padEnd(KIND_COLUMNS)}${name}`;
  const shown = differences.slice(0, DIFFERENCES_SHOWN);
  const more = differences.length - shown.length;
  return [
    ...item(MARKS[act], remark === undefined ? text : `${text}  (${remark})`),
    ...shown.flatMap((one) => item(' ', `  ${differenceText(one)}`)),
    ...(more > 0 ? [`      and ${more} more: --json has them`] : []),
  ];
}

/** Whatever is too long to be compared at a glance is named only. */
function differenceText({ path, before, after }: Difference): string {
  const values = [before, after].map(valueText);
  return values.some((text) => text.length > VALUE_COLUMNS)
    ? path
    : `${path}: ${values.join(' → ')}`;
}

function valueText(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function functionBlock(functions: readonly FunctionChange[]): readonly string[] {
  if (functions.length === 0) return [];
  const named = (of: FunctionChange['act']) =>
    functions.filter(({ act }) => act === of).map(({ id }) => id);
  const [added, changed] = [named('add'), named('change')];
  return [
    'functions',
    ...(added.length > 0 ? item('+', added.join(', ')) : []),
    ...(changed.length > 0 ? item('~', `${changed.join(', ')}  (${OTHER_CODE})`) : []),
    '',
  ];
}

const OTHER_CODE = 'made from another services.yml or another Switchback';

function remarks(title: string, mark: string, sentences: readonly string[]): readonly string[] {
  if (sentences.length === 0) return [];
  return [title, ...sentences.flatMap((sentence) => item(mark, sentence)), ''];
}

function item(mark: string, text: string): readonly string[] {
  const start = `  ${mark} `;
  const indent = text.length - text.trimStart().length;
  const [first = '', ...more] = wrapped(text.trimStart(), COLUMNS - start.length - indent);
  const margin = ' '.repeat(indent);
  return [`${start}${margin}${first}`, ...more.map((rest) => `    ${margin}${rest}`)];
}

function endLines({ pending, refused }: DeploymentPlan): readonly string[] {
  const counted = pending === 1 ? '1 change' : `${pending} changes`;
  const next = refused.length > 0 ? 'End what stands in the way first.' : 'npx serverless deploy';
  return [
    pending === 0 ? 'Nothing: what is deployed is what services.yml says.' : `${counted}: ${next}`,
    'Nothing was changed. Not compared: what serverless.yml itself sets, and what somebody changed by',
    'hand, which npx switchback audit shows.',
  ];
}
