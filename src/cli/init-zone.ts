/** The hosted zone of a name, with the credentials that the AWS CLI would use. */
import { Route53Client } from '@aws-sdk/client-route-53';
import { clientOptions, ROUTE53_REGION } from '../adapters/client-options.ts';
import { type FoundZone, zonesOf } from '../adapters/hosted-zones.ts';

/** Rejects with what to say instead: there is none, there are several, or nobody can look. */
export async function zoneOf(name: string): Promise<FoundZone> {
  const [zone, ...others] = await zonesOf(
    new Route53Client(clientOptions(ROUTE53_REGION)),
    name,
  ).catch((cause: Error) => {
    throw new Error(
      `The zone of ${name} cannot be looked for: ${cause.message}\nSay it: --zone ID=NAME. Nothing was written.`,
      { cause },
    );
  });
  if (zone === undefined) {
    throw new Error(
      `This account has no public hosted zone for ${name}. Is it the right account? Or say it: --zone ID=NAME. Nothing was written.`,
    );
  }
  if (others.length === 0) return zone;
  const choices = [zone, ...others].map(({ id, name: of }) => `  --zone ${id}=${of}`);
  throw new Error(
    [`Several zones are called ${zone.name}: say which. Nothing was written.`, ...choices].join(
      '\n',
    ),
  );
}
