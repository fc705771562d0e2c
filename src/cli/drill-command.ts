/** `switchback drill`: a planned failover and failback on the real records, watched and measured. */
import type { Command } from 'commander';
import { loadConfiguration } from '../config/load.ts';
import type { Configuration, Service } from '../core/service.ts';
import { Drill, type DrillResult } from '../drill/drill.ts';
import { judgeDrill } from '../drill/verdict.ts';
import { duration, serviceNamed, userName } from './arguments.ts';
import { confirmWithPerson } from './confirm.ts';
import { drillIntroduction, drillReport, drillTeller, whatNow } from './drill-text.ts';
import { EXIT } from './exit.ts';

interface Options {
  readonly config: string;
  readonly json?: true;
  readonly who: string;
  readonly reason: string;
  readonly stay: number;
  readonly every: number;
  readonly confirm?: string;
}

const EVERY_MS = 5_000;

export function addDrillCommand(program: Command): void {
  program
    .command('drill')
    .description('fail over on purpose, come back, and measure all of it on the real records')
    .argument('<service>')
    .option('-c, --config <file>', 'the services that are deployed', 'services.yml')
    .option('--reason <why>', 'for the time-line', 'drill')
    .option('--who <name>', 'a claim, for the time-line', userName())
    .option('--stay <duration>', 'on the secondary at least, such as 30m', duration, 0)
    .option('--every <duration>', 'between two looks', duration, EVERY_MS)
    .option('--confirm <service>', 'its name once more, where nobody can be asked for it')
    .option('--json', 'what was observed, as JSON; progress goes to the error output')
    .action(drill);
}

async function drill(named: string, options: Options): Promise<void> {
  const configuration = loadConfiguration(options.config);
  const service = serviceNamed(configuration, named);
  await confirmWithPerson('failover', service.id, options.confirm);
  const progress = options.json ? console.error : console.log;
  for (const line of drillIntroduction(service, options.stay)) progress(line);
  const result = await play(configuration, service, options, progress);
  const verdict = judgeDrill(service, result);
  if (options.json) console.log(JSON.stringify({ ...result, verdict }, null, 2));
  for (const line of drillReport(service, result, verdict)) progress(line);
  process.exitCode = exitCodeOf(result, verdict.passed);
}

/** Whatever goes wrong in the middle, what to do then is said. */
async function play(
  configuration: Configuration,
  service: Service,
  { who, reason, stay, every }: Options,
  progress: (line: string) => void,
): Promise<DrillResult> {
  // The AWS SDK is loaded by whoever needs it only: a rehearsal starts without.
  const { drillAccount } = await import('./drill-account.ts');
  const account = await drillAccount(configuration, service, { who, reason });
  const teller = drillTeller(service, account.nowMs(), progress);
  const options = { stayMs: stay, everyMs: every };
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  try {
    return await new Drill(service, account, teller, options, stop.signal).play();
  } catch (cause) {
    for (const line of whatNow(service)) console.error(line);
    throw cause;
  } finally {
    process.removeListener('SIGINT', interrupt);
  }
}

function exitCodeOf({ outcome }: DrillResult, passed: boolean): number {
  if (outcome === 'refused') return EXIT.refused;
  if (outcome === 'stopped') return EXIT.waiting;
  return passed ? EXIT.done : EXIT.missed;
}
