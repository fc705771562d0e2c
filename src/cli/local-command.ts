/** `switchback local`, and what a second terminal can do with it. */
import { type Command, InvalidArgumentError } from 'commander';
import { loadConfiguration } from '../config/load.ts';
import { SIDES, type Side } from '../core/service.ts';
import { FUNCTIONS, type FunctionId } from '../infrastructure/functions.ts';
import { BREAKABLE } from '../local/control.ts';
import type { SiteCondition } from '../local/sites/site-condition.ts';
import { positive } from './arguments.ts';
import { LocalClient } from './local-client.ts';
import { type LocalStartOptions, stayLocal, tellLocalStory } from './local-start.ts';

const DEFAULTS = { config: 'docs/services-local.yml', port: 4600, speed: 40, seed: 1 } as const;

interface Options extends LocalStartOptions {
  readonly story?: true;
}

/** `notObserved` is called when the story ends before its end. */
export function addLocalCommand(program: Command, notObserved: () => void): void {
  const local = program
    .command('local')
    .description('a small AWS for failover on this machine, and the deployed functions in it')
    .option(
      '-c, --config <file>',
      'services with sites and name servers on this machine',
      DEFAULTS.config,
    )
    .option('--port <number>', 'of the AWS endpoint', positive, DEFAULTS.port)
    .option(
      '--speed <number>',
      'seconds of the account in one of this machine',
      positive,
      DEFAULTS.speed,
    )
    .option('--seed <number>', 'of chance', positive, DEFAULTS.seed)
    .option('--story', 'tell an outage from end to end, then end')
    .action(async (options: Options) => {
      if (options.story) {
        if (!(await tellLocalStory({ ...options, port: 0 }, print))) notObserved();
      } else await stayLocal(options, untilInterrupted(), print);
    });
  addBreaking(local);
  addLooking(local);
  addRunning(local);
}

function addBreaking(local: Command): void {
  local
    .command('break')
    .argument('<service>')
    .argument('<side>', SIDES.join(' or '), sideOf)
    .argument('<how>', 'what is the matter with it', howOf)
    .description(
      'how: down, refused, a status such as 503 or 503@50%, slow=3s, wrong-body, bad-certificate, not-ready',
    )
    .action(async (service: string, side: Side, { text, condition }: How) => {
      await clientOf(local).setSite(service, side, condition);
      print(`${service} ${side}: ${text}`);
    });
  local
    .command('mend')
    .argument('<service>')
    .argument('<side>', SIDES.join(' or '), sideOf)
    .action(async (service: string, side: Side) => {
      await clientOf(local).setSite(service, side, 'up');
      print(`${service} ${side}: up`);
    });
  local
    .command('fault <what> <how>')
    .description(`what: ${BREAKABLE.join(', ')}; how: error, silence, answer-lost, none`)
    .action(async (what: string, how: string) => {
      await clientOf(local).setFault(what, how);
      print(`${what}: ${how}`);
    });
}

function addLooking(local: Command): void {
  local
    .command('status')
    .description('sites, phases, faults')
    .action(async () => print(await clientOf(local).status()));
  local
    .command('inbox')
    .description('what people were told')
    .action(async () => print(await clientOf(local).inbox()));
  local
    .command('incidents')
    .description('the time-lines as they are stored')
    .action(async () => print(await clientOf(local).incidents(configurationOf(local))));
  local
    .command('log')
    .description('what the functions printed')
    .action(async () => print(await clientOf(local).log()));
}

function addRunning(local: Command): void {
  local
    .command('invoke')
    .argument('<function>', FUNCTIONS.join(', '), functionOf)
    .argument('[payload]', 'JSON', payloadOf)
    .description(`function: ${FUNCTIONS.join(', ')}`)
    .action(async (id: FunctionId, payload: object = {}) => {
      print(await clientOf(local).invoke(configurationOf(local), id, payload));
    });
  local
    .command('kill')
    .argument('[function]', FUNCTIONS.join(', '), functionOf)
    .option('--at-call <number>', 'not now, but at its Nth call to AWS from now on', positive)
    .description('as when the host of a function that runs dies')
    .action(async (id: FunctionId | undefined, { atCall }: { readonly atCall?: number }) => {
      if (atCall === undefined) return print(await clientOf(local).kill(id));
      if (id === undefined) return local.error('error: --at-call is of one function: name it.');
      await clientOf(local).killAtCall(id, atCall);
      print(`${id} dies at call ${atCall} to AWS from now on; the call itself takes effect.`);
    });
}

function clientOf(local: Command): LocalClient {
  return new LocalClient(`http://127.0.0.1:${local.opts<Options>().port}`);
}

function configurationOf(local: Command) {
  return loadConfiguration(local.opts<Options>().config);
}

function print(text: string): void {
  console.log(text);
}

function untilInterrupted(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

function sideOf(text: string): Side {
  const side = SIDES.find((one) => one === text);
  if (side === undefined) throw new InvalidArgumentError(`A side is one of: ${SIDES.join(', ')}.`);
  return side;
}

function functionOf(text: string): FunctionId {
  const id = FUNCTIONS.find((one) => one === text);
  if (id === undefined) {
    throw new InvalidArgumentError(`A function is one of: ${FUNCTIONS.join(', ')}.`);
  }
  return id;
}

function payloadOf(text: string): object {
  try {
    const payload: unknown = JSON.parse(text);
    if (typeof payload === 'object' && payload !== null) return payload;
  } catch {
    // Told below, with everything else that is no object.
  }
  throw new InvalidArgumentError('A JSON object, please, in single quotes.');
}

/** As it was typed, and what it means. */
interface How {
  readonly text: string;
  readonly condition: SiteCondition;
}

function howOf(text: string): How {
  return { text, condition: conditionOf(text) };
}

const WORDS = ['down', 'refused', 'wrong-body', 'bad-certificate', 'not-ready'] as const;

function conditionOf(how: string): SiteCondition {
  const word = WORDS.find((one) => one === how);
  if (word) return { kind: word };
  const status = /^([2-5]\d\d)(?:@(100|\d{1,2})%)?$/.exec(how);
  if (status)
    return { kind: 'status', status: Number(status[1]), share: Number(status[2] ?? 100) / 100 };
  const slow = /^slow=(\d+)s$/.exec(how);
  if (slow) return { kind: 'slow', byMs: Number(slow[1]) * 1000 };
  throw new InvalidArgumentError(`One of: ${WORDS.join(', ')}, 503, 503@50%, slow=3s.`);
}
