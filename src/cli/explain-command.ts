/** `switchback explain`: what Route 53 answers in every circumstance, and why. */
import type { Command } from 'commander';
import { loadConfiguration } from '../config/load.ts';
import { serviceNamed } from './arguments.ts';
import { explainService, explanations } from './explain-text.ts';

interface Options {
  readonly config: string;
  readonly json?: true;
}

export function addExplainCommand(program: Command): void {
  program
    .command('explain')
    .description(
      'what Route 53 answers when either side fails, in each place of a service, and why',
    )
    .argument('[service]', 'the first one by default')
    .option('-c, --config <file>', 'the services to explain', 'services.yml')
    .option('--json', 'as JSON')
    .action((named: string | undefined, { config, json }: Options) => {
      const configuration = loadConfiguration(config);
      const [first] = configuration.services;
      const service = serviceNamed(configuration, named ?? first?.id ?? '');
      const explained = explanations(configuration, service);
      console.log(
        json ? JSON.stringify(explained, null, 2) : explainService(service, explained).join('\n'),
      );
    });
}
