/** `switchback incidents`: the time-lines as they are stored. */
import type { Command } from 'commander';
import { loadConfiguration } from '../config/load.ts';
import { positive, serviceNamed } from './arguments.ts';
import { timelineText } from './time-line-text.ts';

const LAST = 50;

interface Options {
  readonly config: string;
  readonly json?: true;
  readonly last: number;
  readonly incident?: string;
}

export function addIncidentsCommand(program: Command): void {
  program
    .command('incidents')
    .description('what happened and why, oldest first')
    .argument('[service]')
    .option('-c, --config <file>', 'the services that are deployed', 'services.yml')
    .option('--last <number>', 'so many of the newest entries of each service', positive, LAST)
    .option('--incident <id>', 'of these only what belongs to one incident')
    .option('--json', 'the entries with their facts and evidence')
    .action(list);
}

async function list(named: string | undefined, options: Options): Promise<void> {
  const configuration = loadConfiguration(options.config);
  const services =
    named === undefined ? configuration.services : [serviceNamed(configuration, named)];
  // The AWS SDK is loaded by whoever needs it only: a rehearsal starts without.
  const { readTimelines } = await import('./time-lines.ts');
  const timelines = await readTimelines(configuration, services, options.last);
  const listed = services.map((service) => ({
    service,
    items: (timelines.get(service.id) ?? []).filter(
      ({ incident }) => options.incident === undefined || incident === options.incident,
    ),
  }));
  console.log(
    options.json
      ? JSON.stringify(
          listed.flatMap(({ items }) => items),
          null,
          2,
        )
      : listed.map(({ service, items }) => timelineText(service, items)).join('\n\n'),
  );
}
