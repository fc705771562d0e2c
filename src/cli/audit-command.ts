/** `switchback audit`: whether the account is as services.yml says. It changes nothing. */
import type { Command } from 'commander';
import { type Audit, audit } from '../audit/audit.ts';
import { isGood, type Section } from '../audit/section.ts';
import { loadConfiguration } from '../config/load.ts';
import { serviceNamed } from './arguments.ts';
import { EXIT } from './exit.ts';
import { wrapped } from './wrapped.ts';

interface Options {
  readonly config: string;
  readonly json?: true;
}

const COLUMNS = 98;
const ABOUT_COLUMNS = 15;

export function addAuditCommand(program: Command): void {
  program
    .command('audit')
    .description('whether the account is as the file says, and a failure would be met now')
    .argument('[service]')
    .option('-c, --config <file>', 'the services that are deployed', 'services.yml')
    .option('--json', 'as JSON')
    .action(list);
}

async function list(named: string | undefined, { config, json }: Options): Promise<void> {
  const configuration = loadConfiguration(config);
  const services =
    named === undefined ? configuration.services : [serviceNamed(configuration, named)];
  // The AWS SDK is loaded by whoever needs it only: a rehearsal starts without.
  const { auditAccount } = await import('./audit-account.ts');
  const account = await auditAccount(configuration);
  const audits: Audit[] = [];
  for (const service of services) audits.push(await audit(configuration, service, account));
  console.log(json ? JSON.stringify(audits, null, 2) : auditText(audits));
  process.exitCode = audits.every(({ good }) => good) ? EXIT.done : EXIT.missed;
}

export function auditText(audits: readonly Audit[]): string {
  return [
    ...audits.flatMap(({ service, sections }) => [service, ...sections.flatMap(sectionLines), '']),
    ...endLines(audits),
  ].join('\n');
}

function sectionLines(section: Section): readonly string[] {
  if (isGood(section)) return row('✓', section.about, section.good);
  return [
    ...section.wrong.flatMap((what) => row('✗', section.about, what)),
    ...section.unknown.flatMap((why) => row('?', section.about, `not known: ${why}`)),
  ];
}

function row(mark: string, about: string, text: string): readonly string[] {
  const start = `  ${mark} ${about.padEnd(ABOUT_COLUMNS)}`;
  const [first = '', ...more] = wrapped(text, COLUMNS - start.length);
  return [`${start}${first}`, ...more.map((rest) => `${' '.repeat(start.length)}${rest}`)];
}

/** What a deployment makes; CloudFormation looks at templates, not at what somebody changed since. */
const MADE: ReadonlySet<string> = new Set(['records', 'health checks', 'alarms']);

function endLines(audits: readonly Audit[]): readonly string[] {
  const sections = audits.flatMap((one) => one.sections);
  const wrong = sections.flatMap((one) => one.wrong).length;
  const unseen = sections.flatMap((one) => one.unknown).length;
  if (wrong + unseen === 0) return ['All is as it should be. Nothing was changed.'];
  const counted =
    wrong === 1 ? '1 thing is not as it should be' : `${wrong} things are not as they should be`;
  const isMade = sections.some(({ about, wrong: faults }) => MADE.has(about) && faults.length > 0);
  return [
    `${counted}, ${unseen} could not be seen. Nothing was changed.`,
    ...(isMade ? HOW_TO_MEND : []),
  ];
}

const HOW_TO_MEND = [
  'A deploy does not mend what was changed by hand in the account: change it back there, or change',
  'services.yml and deploy. Records: docs/en/break-glass.md, B.',
];
