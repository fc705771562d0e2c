#!/usr/bin/env node
/** The `switchback` command. Its exit codes: `exit.ts`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { ConfigurationError, formatFaults } from '../config/faults.ts';
import { loadConfiguration } from '../config/load.ts';
import type { Configuration } from '../core/service.ts';
import { parseScenario } from '../rehearsal/parse-scenario.ts';
import { rehearse } from '../rehearsal/rehearse.ts';
import type { Scenario } from '../rehearsal/scenario.ts';
import { serviceNamed, wholeNumber } from './arguments.ts';
import { addAuditCommand } from './audit-command.ts';
import { NotConfirmedError } from './confirm.ts';
import { addDrillCommand } from './drill-command.ts';
import { EXIT } from './exit.ts';
import { addExplainCommand } from './explain-command.ts';
import { addIncidentsCommand } from './incidents-command.ts';
import { MissingAnswersError } from './init-answers.ts';
import { addInitCommand } from './init-command.ts';
import { addLocalCommand } from './local-command.ts';
import { addOperatorCommands } from './operator-commands.ts';
import { addPlanCommand } from './plan-command.ts';
import { rehearseJson } from './rehearse-json.ts';
import { rehearseText } from './rehearse-text.ts';

const SCENARIOS = new URL('../rehearsal/scenarios/', import.meta.url);

const program = new Command('switchback')
  .description('Self-healing DNS failover for Amazon Route 53.')
  .exitOverride()
  .configureHelp({ helpWidth: 100 });

program
  .command('rehearse')
  .description('play an outage in simulated time, with and without Switchback')
  .option('-c, --config <file>', 'the services to rehearse', 'services.yml')
  .option(
    '-s, --scenario <file>',
    `a scenario file, or one of: ${shippedScenarios().join(', ')}`,
    'region-down',
  )
  .option('--service <name>', 'whose time-line to print; by default that of the first one')
  .option(
    '--seed <number>',
    'the same seed gives the same time-line, byte for byte',
    wholeNumber,
    1,
  )
  .option('--json', 'everything that was observed, as JSON')
  .action(async (options: RehearseOptions) => {
    const configuration = loadConfiguration(options.config);
    const scenario = loadScenario(options.scenario, configuration);
    const rehearsal = await rehearse(configuration, scenario, options.seed);
    const rehearsed = rehearsal.withSwitchback.configuration;
    const told = serviceNamed(rehearsed, options.service ?? rehearsed.services[0]?.id ?? '');
    console.log(options.json ? rehearseJson(rehearsal) : rehearseText(rehearsal, told));
    if (rehearsal.findings.some(({ met }) => !met)) process.exitCode = EXIT.missed;
  });

addInitCommand(program);
addPlanCommand(program);
addExplainCommand(program);
addOperatorCommands(program);
addIncidentsCommand(program);
addDrillCommand(program);
addAuditCommand(program);

addLocalCommand(program, () => {
  process.exitCode = EXIT.missed;
});

interface RehearseOptions {
  readonly config: string;
  readonly scenario: string;
  readonly service?: string;
  readonly seed: number;
  readonly json?: true;
}

function shippedScenarios(): readonly string[] {
  return readdirSync(SCENARIOS)
    .filter((file) => file.endsWith('.yml'))
    .map((file) => file.slice(0, -'.yml'.length));
}

function loadScenario(nameOrFile: string, { services }: Configuration): Scenario {
  const shipped = new URL(`${nameOrFile}.yml`, SCENARIOS);
  const file = /^[\w-]+$/.test(nameOrFile) && existsSync(shipped) ? shipped : nameOrFile;
  const parsed = parseScenario(
    readFileSync(file, 'utf8'),
    nameOrFile,
    services.map(({ id }) => id),
  );
  if (!parsed.ok) throw new ConfigurationError(parsed.faults);
  return parsed.scenario;
}

async function main(): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

/** What was typed was not enough. */
const USAGE_ERRORS = [NotConfirmedError, MissingAnswersError];

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof ConfigurationError) {
    console.error(formatFaults(error.faults));
    return EXIT.error;
  }
  console.error(error instanceof Error ? error.message : String(error));
  return USAGE_ERRORS.some((kind) => error instanceof kind) ? EXIT.usage : EXIT.error;
}

await main();
