/** Finds the hosted zones that a name could be in. */
import { ListHostedZonesByNameCommand, type Route53Client } from '@aws-sdk/client-route-53';
import { settleZoneId } from '../config/draft-target.ts';
import { awsCall } from './aws-call.ts';
import { senselessAnswer } from './aws-error.ts';
import { settledName } from './route53-names.ts';

const CALL = 'route53:ListHostedZonesByName';

export interface FoundZone {
  readonly id: string;
  readonly name: string;
}

/** Public zones of the longest name that holds `name`; several where an account has it twice. Rejects with `AwsError`. */
export async function zonesOf(client: Route53Client, name: string): Promise<readonly FoundZone[]> {
  for (const zoneName of zoneNames(name)) {
    const found = await publicZones(client, zoneName);
    if (found.length > 0) return found;
  }
  return [];
}

/** The name itself and all above it, but no top-level domain. */
function zoneNames(name: string): readonly string[] {
  const labels = name.split('.');
  return labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'));
}

/** The API lists from a name on, in an order in which the zones of that name come first. */
async function publicZones(client: Route53Client, name: string): Promise<readonly FoundZone[]> {
  const command = new ListHostedZonesByNameCommand({ DNSName: name });
  const { HostedZones } = await awsCall(CALL, (options) => client.send(command, options));
  if (HostedZones === undefined) throw senselessAnswer(CALL, 'HostedZones');
  return HostedZones.filter(
    (zone) => settledName(zone.Name ?? '') === name && zone.Config?.PrivateZone !== true,
  ).map(({ Id = '' }) => ({ id: settleZoneId(Id), name }));
}
