/** `switchback init`: the first services.yml. Nothing that is there is lost: the shipped example moves aside, all else stays. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { settleName } from '../config/domain-names.ts';
import { ConfigurationError } from '../config/faults.ts';
import { parseConfiguration } from '../config/parse.ts';
import { openConversation } from './conversation.ts';
import { type FirstService, firstFile, serviceId } from './first-file.ts';
import { answers, DEFAULT_PATH, type InitOptions, parseSide, parseZone } from './init-answers.ts';

interface Options extends InitOptions {
  readonly output: string;
}

/** No zone has this id; the example's does. */
const EXAMPLE_ZONE = 'Z0123456789ABCDEFGHIJ';

export function addInitCommand(program: Command): void {
  program
    .command('init')
    .description('write the first services.yml; on a terminal it asks for what is missing')
    .argument('<name>', 'DNS name of the service, such as shop.example.com')
    .option(
      '--primary <region=address>',
      'where users belong; several addresses: A,B',
      given(parseSide),
    )
    .option('--secondary <region=address>', 'where users go when it fails', given(parseSide))
    .option(
      '--zone <id=name>',
      'hosted zone; by default it is looked for in the account',
      given(parseZone),
    )
    .option('--path <path>', `what a health check asks for (default: ${DEFAULT_PATH})`)
    .option('--email <address>', 'who is told of incidents')
    .addOption(new Option('--language <language>', 'of the messages').choices(['en', 'ja']))
    .option('-o, --output <file>', 'the file to write', 'services.yml')
    .action(init);
}

function given<T>(parse: (text: string) => T | undefined): (text: string) => T {
  return (text) => {
    const parsed = parse(text);
    if (parsed === undefined) throw new InvalidArgumentError('Two parts and = between, please.');
    return parsed;
  };
}

async function init(typed: string, options: Options): Promise<void> {
  const { output } = options;
  refuseToOverwrite(output);
  const name = settleName(typed);
  const said = await asked(name, options);
  const zone = options.zone ?? (await zoneInAccount(name));
  const text = firstFile({ ...said, zone });
  const judged = parseConfiguration(text, output);
  if (!judged.ok) throw new ConfigurationError(judged.faults);
  if (existsSync(output)) renameSync(output, asideOf(output));
  // Whatever has come there since stays, too.
  writeFileSync(output, text, { flag: 'wx' });
  console.log(writtenText(output, name));
}

async function asked(name: string, options: InitOptions): ReturnType<typeof answers> {
  using conversation = openConversation();
  return await answers(name, options, conversation);
}

function asideOf(file: string): string {
  return `${file}.example`;
}

function refuseToOverwrite(file: string): void {
  if (!existsSync(file)) return;
  const isExample = readFileSync(file, 'utf8').includes(EXAMPLE_ZONE);
  if (isExample && !existsSync(asideOf(file))) return;
  throw new Error(
    `${file} is yours already, and stays as it is: add the service there, or write another file with --output.`,
  );
}

async function zoneInAccount(name: string): Promise<FirstService['zone']> {
  const { zoneOf } = await import('./init-zone.ts');
  return zoneOf(name);
}

function writtenText(file: string, name: string): string {
  const config = file === 'services.yml' ? '' : ` -c ${file}`;
  return [
    `${file}: the service ${serviceId(name)}. Nothing else was made.`,
    '',
    'Read      it, and add readiness to the secondary: docs/services-full.yml has every field',
    `Look      npx switchback plan --offline${config}`,
    `Rehearse  npx switchback rehearse${config}`,
  ].join('\n');
}
