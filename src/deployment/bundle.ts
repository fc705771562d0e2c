/** One CommonJS file a function, with the configuration in it: nothing is read or parsed when a function starts. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { Configuration, Language } from '../core/service.ts';
import { FUNCTIONS, type FunctionId } from '../infrastructure/functions.ts';

const CREDENTIALS = fileURLToPath(new URL('./environment-credentials.ts', import.meta.url));

/** Where a bundle is, in the project and in its archive, so that Lambda and `invoke local` find the same handler. */
export function bundlePath(id: FunctionId): string {
  return `dist/${id}/index.cjs`;
}

/**
 * `outputDir` is what the bundles' paths start from; by default the project. Answers the files of which anything is in
 * any bundle, from the project.
 */
export async function bundleFunctions(
  projectDir: string,
  configuration: Configuration,
  outputDir = projectDir,
): Promise<readonly string[]> {
  const inputs = await Promise.all(
    FUNCTIONS.map((id) => bundle(projectDir, id, configuration, join(outputDir, bundlePath(id)))),
  );
  return [...new Set(inputs.flat())];
}

async function bundle(
  projectDir: string,
  id: FunctionId,
  configuration: Configuration,
  outfile: string,
): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: projectDir,
    entryPoints: [join('handlers', `${id}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    // `invoke local` loads nothing else.
    format: 'cjs',
    target: 'node24',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    metafile: true,
    // ES modules where packages have them: the rest cannot be shaken off otherwise.
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': CREDENTIALS },
    plugins: [configurationModule(configuration), withoutUnusedWords(configuration)],
  });
  return Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([file]) => file);
}

const NAME = 'switchback:configuration';

/** What `import { configuration } from 'switchback:configuration'` gets: as validated, and as deeply frozen. */
function configurationModule(configuration: Configuration): Plugin {
  const json = JSON.stringify(JSON.stringify(configuration));
  const contents = `export const configuration = JSON.parse(${json}, (_, value) => Object.freeze(value));`;
  return {
    name: NAME,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^switchback:configuration$/ }, ({ path }) => ({
        path,
        namespace: NAME,
      }));
      onLoad({ filter: /.*/, namespace: NAME }, () => ({ contents, loader: 'js' }));
    },
  };
}

/** The module of each language, and what it exports. */
const WORDS: Readonly<Record<Language, readonly [module: RegExp, name: string]>> = {
  en: [/[/\\]messages[/\\]english[/\\]english\.ts$/, 'ENGLISH'],
  ja: [/[/\\]messages[/\\]japanese[/\\]japanese\.ts$/, 'JAPANESE'],
};

/** A language that no service speaks is never looked up, and would be 5 % of what a cold start has to read. */
function withoutUnusedWords({ services }: Configuration): Plugin {
  const spoken = new Set(services.map(({ language }) => language));
  const unused = Object.entries(WORDS).filter(([language]) => !spoken.has(language as Language));
  return {
    name: 'switchback:words',
    setup({ onLoad }) {
      for (const [, [filter, name]] of unused) {
        onLoad({ filter }, () => ({ contents: `export const ${name} = undefined;`, loader: 'js' }));
      }
    },
  };
}
