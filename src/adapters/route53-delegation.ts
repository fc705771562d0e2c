/** The name servers that Route 53 has given a zone. */
import { GetHostedZoneCommand, type Route53Client } from '@aws-sdk/client-route-53';
import { awsCall } from './aws-call.ts';
import { senselessAnswer } from './aws-error.ts';

const CALL = 'route53:GetHostedZone';

export type NameServersOf = (zoneId: string) => Promise<readonly string[]>;

interface DelegationNeeds {
  readonly client: Route53Client;
  /** The zone's delegation as DNS knows it, for when the control plane is down: nothing may depend on that alone. */
  readonly resolve: (zoneId: string) => Promise<readonly string[]>;
}

/** Asked once: a zone keeps its name servers for life. A failure is not remembered. */
export function route53Delegation({ client, resolve }: DelegationNeeds): NameServersOf {
  const remembered = new Map<string, Promise<readonly string[]>>();
  const ask = async (zoneId: string) => {
    try {
      return await readDelegation(client, zoneId);
    } catch (refusal) {
      return resolve(zoneId).catch(() => Promise.reject(refusal));
    }
  };
  return (zoneId) => {
    const before = remembered.get(zoneId);
    if (before !== undefined) return before;
    const asked = ask(zoneId);
    remembered.set(zoneId, asked);
    asked.catch(() => remembered.delete(zoneId));
    return asked;
  };
}

async function readDelegation(client: Route53Client, zoneId: string): Promise<readonly string[]> {
  const command = new GetHostedZoneCommand({ Id: zoneId });
  const { DelegationSet } = await awsCall(CALL, (options) => client.send(command, options));
  const nameServers = DelegationSet?.NameServers ?? [];
  if (nameServers.length === 0) throw senselessAnswer(CALL, 'DelegationSet');
  return nameServers;
}
