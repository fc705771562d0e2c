/** What people ask of a deployed Switchback on a bad day: each is one invocation of one of its functions. */
import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { DEFAULT_STACK } from '../config/parse.ts';
import type { CommandKind } from '../core/command.ts';
import { duration, userName } from './arguments.ts';
import { confirmWithPerson } from './confirm.ts';
import { deployedPlace, type PlaceOptions } from './deployed-place.ts';
import { exitCodeOf } from './operator-reply.ts';
import { type OperatorRequest, operatorRequest, statusRequest } from './operator-request.ts';

const ALL = '*';

interface Options extends PlaceOptions {
  readonly json?: true;
  readonly who: string;
  readonly reason?: string;
  readonly incident?: string;
  readonly confirm?: string;
  readonly for?: number;
  readonly all?: true;
  readonly approve?: true;
  readonly abort?: true;
}

export function addOperatorCommands(program: Command): void {
  const command = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .option('-c, --config <file>', 'the services that are deployed', 'services.yml')
      .option('--home <region>', 'where Switchback is, when the file is not at hand')
      .option('--stack <name>', `what it is called there (default: "${DEFAULT_STACK}")`)
      .option('--json', 'the answer as JSON');
  const asking = (name: string, description: string) =>
    command(name, description).option('--who <name>', 'a claim, for the time-line', userName());

  command('status', 'where users are, what happens next by itself, what to do')
    .argument('[service]')
    .action(async (service: string | undefined, options: Options) => {
      await send(options, statusRequest(service));
    });
  moving(asking('failover <service>', 'to the secondary, on purpose'))
    .requiredOption('--reason <why>', 'in a few words')
    .action(order('failover'));
  moving(asking('failback <service>', 'to the primary, stage by stage'))
    .option('--reason <why>', 'in a few words; to begin with it is needed')
    .option('--approve', 'let the stage begin that waits for it')
    .option('--abort', 'stop, and take users back to the secondary: no guard refuses it')
    .action(async (service: string, options: Options, self: Command) => {
      if (options.approve && options.abort) self.error('error: --approve or --abort, not both');
      const kind = failbackKind(options);
      if (kind === 'failback' && options.reason === undefined) {
        self.error("error: required option '--reason <why>' not specified");
      }
      await order(kind)(service, options);
    });
  ofOneOrAll(asking('pause', 'begin nothing new by itself'))
    .requiredOption('--for <duration>', 'such as 90m, 4h, 2d', duration)
    .requiredOption('--reason <why>', 'in a few words')
    .action(orderOfOneOrAll('pause'));
  ofOneOrAll(asking('resume', 'end a pause')).action(orderOfOneOrAll('resume'));
  ofOneOrAll(
    asking('ack', 'lift a cooldown or a relapse; adopt records that somebody else changed'),
  ).action(orderOfOneOrAll('acknowledge'));
}

function moving(command: Command): Command {
  return command
    .option('--incident <id>', 'refuse it unless this incident is the one that is open')
    .option('--confirm <service>', 'its name once more, where nobody can be asked for it');
}

function ofOneOrAll(command: Command): Command {
  return command.argument('[service]').option('--all', 'all services');
}

function failbackKind({ approve, abort }: Options): CommandKind {
  if (abort) return 'abort';
  return approve ? 'approve' : 'failback';
}

function orderOfOneOrAll(kind: CommandKind) {
  return async (service: string | undefined, options: Options, self: Command): Promise<void> => {
    if ((service === undefined) === (options.all === undefined)) {
      self.error('error: the name of one service, or --all');
    }
    await order(kind)(service ?? ALL, options);
  };
}

function order(kind: CommandKind) {
  return async (service: string, options: Options): Promise<void> => {
    await confirmWithPerson(kind, service, options.confirm);
    const asked = { ...options, service, forMs: options.for };
    await send(options, operatorRequest(kind, asked, randomUUID()));
  };
}

/** The AWS SDK is loaded by whoever needs it only: a rehearsal starts without. */
async function send(options: Options, request: OperatorRequest): Promise<void> {
  const { ask } = await import('./ask.ts');
  const reply = await ask(deployedPlace(options), request);
  console.log(options.json ? JSON.stringify(reply, null, 2) : reply.text);
  process.exitCode = exitCodeOf(reply);
}
