/** The plugin of serverless.yml: which step of which command does what. osls loads it before anything of ours. */
import { createRequire } from 'node:module';

const OLDEST_NODE = 24;

const [major] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE) {
  throw new Error(
    `Switchback needs Node.js ${OLDEST_NODE}, and this is ${process.versions.node}: "npx serverless" uses the project's own.`,
  );
}

// After the look at the version, which a static import would forestall; osls cannot wait for an import() here.
const load = createRequire(import.meta.url);
const { addResources, settle } = load('./settings.ts');
const { bundleFunctions } = load('../deployment/bundle.ts');
const { packageFunctions } = load('./packaging.ts');
const deployment = load('./steps.ts');

/** What says all in its message; anything else is shown with its stack. */
const EXPECTED = ['ConfigurationError', 'Refusal'];
const CODE = 'SWITCHBACK_REFUSED';

export default class SwitchbackPlugin {
  #step;
  #fault;
  #account;
  #kept;

  constructor(osls, options, output) {
    // Whoever only looks around (help, print) is not kept from it by a fault in services.yml.
    try {
      this.#step = { osls, options, output, configuration: settle(osls, options) };
    } catch (fault) {
      this.#fault = fault;
    }
    const attempt = (act) => async () => {
      try {
        if (this.#fault) throw this.#fault;
        await act(this.#step);
      } catch (error) {
        throw EXPECTED.includes(error.name) ? new osls.classes.Error(error.message, CODE) : error;
      }
    };
    this.hooks = {
      // Without good settings these would ask for a stack and functions that are not ours.
      'before:info:info': attempt(async () => {}),
      'before:invoke:invoke': attempt(async () => {}),
      'before:logs:logs': attempt(async () => {}),
      'before:package:initialize': attempt(makePackage),
      'before:deploy:function:packageFunction': attempt(makePackage),
      'before:invoke:local:loadEnvVars': attempt(prepareLocal),
      'before:deploy:deploy': attempt(async (step) => {
        this.#account = await deployment.checkDeployment(step);
      }),
      'after:aws:deploy:deploy:updateStack': attempt((step) =>
        deployment.finishDeployment(step, this.#account),
      ),
      'before:remove:remove': attempt(async (step) => {
        this.#kept = await deployment.beginRemoval(step);
      }),
      // After the framework's own last words, so that it is what a person still sees.
      finalize: async () => {
        if (this.#account) deployment.sayNextSteps(this.#step);
        if (this.#kept) deployment.sayKept(this.#step, this.#kept);
      },
    };
  }
}

async function makePackage({ osls, configuration }) {
  addResources(osls, configuration);
  await packageFunctions(osls, configuration);
}

async function prepareLocal({ osls, configuration }) {
  await bundleFunctions(osls.serviceDir, configuration);
}
