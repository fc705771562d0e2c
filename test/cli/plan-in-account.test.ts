/** `switchback plan` as it is typed, against something that answers like an account. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleTemporarily } from '../../src/cli/temporary-bundles.ts';
import { loadConfiguration } from '../../src/config/load.ts';
import { archiveOf, codeSha256Of } from '../../src/deployment/archive.ts';
import { bundlePath } from '../../src/deployment/bundle.ts';
import { EARS_REGION } from '../../src/infrastructure/ears.ts';
import { FUNCTIONS, functionName } from '../../src/infrastructure/functions.ts';
import { buildWholeStacks } from '../../src/infrastructure/stacks.ts';
import {
  type AwsAnswer,
  type AwsRequest,
  AwsStub,
  escaped,
  ok,
  xmlError,
} from '../adapters/aws-stub.ts';
import { switchbackWith } from './switchback.ts';

const PATIENCE_MS = 60_000;
const configuration = loadConfiguration('services.yml');
const [{ zone } = { zone: { id: '', name: '' } }] = configuration.services;
const NO_STACK = xmlError('ValidationError', 'Stack with id switchback does not exist');
const NO_FUNCTION: AwsAnswer = {
  status: 404,
  body: '{}',
  headers: { 'x-amzn-errortype': 'ResourceNotFoundException' },
};

/** What no story of this file changes: one empty zone, and room for health checks. */
const ROUTE53: readonly (readonly [path: RegExp, body: string])[] = [
  [
    /\/rrset$/,
    '<ListResourceRecordSetsResponse><ResourceRecordSets></ResourceRecordSets>' +
      '<IsTruncated>false</IsTruncated><MaxItems>300</MaxItems></ListResourceRecordSetsResponse>',
  ],
  [
    /\/hostedzone\/\w+$/,
    `<GetHostedZoneResponse><HostedZone><Id>/hostedzone/${zone.id}</Id><Name>${zone.name}.</Name>` +
      '<CallerReference>r</CallerReference></HostedZone></GetHostedZoneResponse>',
  ],
  [
    /\/healthcheckcount$/,
    '<GetHealthCheckCountResponse><HealthCheckCount>0</HealthCheckCount></GetHealthCheckCountResponse>',
  ],
  [
    /\/accountlimit\//,
    '<GetAccountLimitResponse><Limit><Type>MAX_HEALTH_CHECKS_BY_OWNER</Type><Value>200</Value></Limit>' +
      '<Count>0</Count></GetAccountLimitResponse>',
  ],
];

interface Deployed {
  readonly templateIn: (region: string) => object;
  readonly codeSha256: ReadonlyMap<string, string>;
}

function account(deployed: Deployed | null) {
  return ({ action, region }: AwsRequest): AwsAnswer => {
    const known = ROUTE53.find(([path]) => path.test(action));
    if (known !== undefined) return ok(known[1]);
    const name = /\/functions\/([^/]+)\/configuration$/.exec(action)?.[1];
    const CodeSha256 = deployed?.codeSha256.get(name ?? '');
    if (name !== undefined) return CodeSha256 === undefined ? NO_FUNCTION : ok({ CodeSha256 });
    if (deployed === null) return NO_STACK;
    if (action === 'GetTemplate') {
      const body = escaped(JSON.stringify(deployed.templateIn(region)));
      return ok(
        `<GetTemplateResponse><GetTemplateResult><TemplateBody>${body}</TemplateBody></GetTemplateResult></GetTemplateResponse>`,
      );
    }
    return ok(
      '<ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries/></ListStackResourcesResult></ListStackResourcesResponse>',
    );
  };
}

let stub: AwsStub;
let codeSha256: ReadonlyMap<string, string>;

beforeAll(async () => {
  stub = await AwsStub.start(account(null));
  await using bundles = await bundleTemporarily(configuration);
  const hashes = FUNCTIONS.map(async (id) => {
    const archive = await archiveOf(bundlePath(id), await readFile(bundles.bundleOf(id)));
    return [functionName(configuration.stackName, id), codeSha256Of(archive)] as const;
  });
  codeSha256 = new Map(await Promise.all(hashes));
}, PATIENCE_MS);

afterAll(() => stub.close());

function planned(deployed: Deployed | null, ...args: readonly string[]) {
  stub.answer(account(deployed));
  const environment = {
    AWS_ENDPOINT_URL: String(stub.options().endpoint),
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'secret',
  };
  return switchbackWith(environment, 'plan', ...args);
}

function asDeployed(): Deployed {
  const { home, ears } = buildWholeStacks(configuration);
  return { templateIn: (region) => (region === EARS_REGION ? ears : home), codeSha256 };
}

describe('switchback plan, in an account', () => {
  it(
    'that has nothing of it: everything is to be made, and it ends with 3',
    async () => {
      const { code, stdout, stderr } = await planned(null);
      expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
      for (const { id } of configuration.services) {
        expect(stdout).toContain(`\n${id}, not deployed yet\n  + health check x 4`);
      }
      expect(stdout).toContain(`\nfunctions\n  + ${FUNCTIONS.join(', ')}\n`);
      expect(stdout).toMatch(/\n\d+ changes: npx serverless deploy\n/);
    },
    PATIENCE_MS,
  );

  it(
    'that has all of it: nothing is to be done, and it ends with 0',
    async () => {
      const { code, stdout } = await planned(asDeployed(), '--json');
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        changes: { shared: [] },
        functions: [],
        pending: 0,
        refused: [],
      });
    },
    PATIENCE_MS,
  );

  it(
    'that runs other code: says which functions, and ends with 3',
    async () => {
      const other = new Map(codeSha256).set(functionName(configuration.stackName, 'tick'), 'other');
      const { code, stdout } = await planned({ ...asDeployed(), codeSha256: other });
      expect(code).toBe(3);
      expect(stdout).toContain('\nfunctions\n  ~ tick  (made from another services.yml');
      expect(stdout).toContain('\n1 change: npx serverless deploy\n');
    },
    PATIENCE_MS,
  );

  it(
    'makes no call that could change anything',
    async () => {
      const before = stub.requests.length;
      await planned(asDeployed());
      const asked = stub.requests.slice(before).map(({ action }) => action);
      expect(asked.length).toBeGreaterThan(5);
      const reads = /^(GET |GetTemplate$|ListStackResources$)/;
      expect(asked.filter((action) => !reads.test(action))).toEqual([]);
    },
    PATIENCE_MS,
  );
});
