/** What the first file is made of: given as options, and asked for on a terminal where they are missing. */
import type { Terminal } from './conversation.ts';
import type { FirstService, FirstSide } from './first-file.ts';

export interface InitOptions {
  readonly primary?: FirstSide;
  readonly secondary?: FirstSide;
  readonly zone?: FirstService['zone'];
  readonly path?: string;
  readonly email?: string;
  readonly language?: string;
}

/** All that is still to be said, at once. */
export class MissingAnswersError extends Error {
  override readonly name = 'MissingAnswersError';
}

export const SIDE_EXAMPLES = {
  primary: 'ap-northeast-1=203.0.113.10',
  secondary: 'us-west-2=198.51.100.10',
} as const;

export const DEFAULT_PATH = '/health';

/** `region=A` or `region=A,B`; `undefined` for anything else. */
export function parseSide(text: string): FirstSide | undefined {
  const [, region, targets] = /^([a-z0-9-]+)=(\S+)$/.exec(text.trim()) ?? [];
  if (region === undefined || targets === undefined) return undefined;
  return { region, targets: targets.split(',').filter((target) => target !== '') };
}

/** `id=name`; `undefined` for anything else. */
export function parseZone(text: string): FirstService['zone'] | undefined {
  const [, id, name] = /^([A-Za-z0-9/]+)=(\S+)$/.exec(text.trim()) ?? [];
  return id === undefined || name === undefined ? undefined : { id, name };
}

/** All but the zone. Rejects with `MissingAnswersError` where nobody can be asked. */
export async function answers(
  name: string,
  options: InitOptions,
  terminal: Terminal,
): Promise<Omit<FirstService, 'zone'>> {
  const missing = (['primary', 'secondary'] as const).filter((side) => !options[side]);
  if (missing.length > 0 && !terminal.isTerminal) throw missingSides(missing);
  const primary = options.primary ?? (await askSide('primary', terminal));
  const secondary = options.secondary ?? (await askSide('secondary', terminal));
  const path = options.path ?? (await askPath(terminal));
  const { email, language } = options;
  return {
    name,
    primary,
    secondary,
    path,
    ...(email !== undefined && { email }),
    ...(language !== undefined && { language }),
  };
}

function missingSides(missing: readonly ('primary' | 'secondary')[]): MissingAnswersError {
  const lines = missing.map((side) => `  --${side} REGION=ADDRESS, such as ${SIDE_EXAMPLES[side]}`);
  return new MissingAnswersError(['Say this too:', ...lines].join('\n'));
}

async function askSide(side: 'primary' | 'secondary', terminal: Terminal): Promise<FirstSide> {
  const question = `Region and address of the ${side}, such as ${SIDE_EXAMPLES[side]}: `;
  for (;;) {
    const parsed = parseSide(await terminal.ask(question));
    if (parsed !== undefined) return parsed;
  }
}

async function askPath(terminal: Terminal): Promise<string> {
  if (!terminal.isTerminal) return DEFAULT_PATH;
  const said = await terminal.ask(`Path that says whether a side is well [${DEFAULT_PATH}]: `);
  return said.trim() || DEFAULT_PATH;
}
