/** What a deployed role may do, judged by an IAM simulator over the compiled template. */
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { PARTITION_VALUES, resolved } from './resolved-template.ts';
import { loose, wholeStacks } from './whole-stacks.ts';

export interface Call {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

export async function isAllowed(role: string, call: Call): Promise<boolean> {
  const { home } = wholeStacks();
  const policy = resolved(loose(home, role).Properties.Policies[0].PolicyDocument);
  const accountId = PARTITION_VALUES['AWS::AccountId'];
  const judged = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${accountId}:role/${role}`,
        action: call.action,
        resource: { resource: call.resource, accountId },
        contextVariables: Object.fromEntries(
          Object.entries(call.context ?? {}).map(([key, value]) => [
            key,
            typeof value === 'string' ? value : [...value],
          ]),
        ),
      },
      identityPolicies: [{ name: role, policy }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  // A request that the simulator does not understand must not pass for one that is denied.
  if (judged.resultType === 'error') throw new Error(JSON.stringify(judged.errors));
  return judged.overallResult === 'Allowed';
}
