/** Where a probe may connect to: every address of its host is looked at before any is used. */
import { type LookupAddress, lookup } from 'node:dns';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import { isReachable } from '../config/addresses.ts';
import { inTime } from './in-time.ts';

/** Of the host; `family` 4 for those that Route 53's checkers resolve, which know IPv4 alone. Rejects as `node:dns` does. */
export type Resolve = (host: string, family: 0 | 4) => Promise<readonly LookupAddress[]>;

/** Nothing was asked, so nothing is known of the site. */
export class UnprobedError extends Error {
  override readonly name = 'UnprobedError';
}

/**
 * None for a name that does not exist. A name that leads to one address that is not public leads nowhere: whoever owns
 * the name could point it at us. A connection hook would not be asked about literals, so they are looked at here too.
 * Rejects with `UnprobedError`.
 */
export async function probeAddresses(
  host: string,
  family: 0 | 4,
  ranges: readonly string[],
  resolve: Resolve,
  withinMs: number,
): Promise<readonly LookupAddress[]> {
  const literal = isIP(host);
  const addresses =
    literal === 0
      ? await resolved(resolve(host, family), withinMs)
      : [{ address: host, family: literal }];
  if (addresses.every(({ address }) => isReachable(address, ranges))) return addresses;
  throw new UnprobedError('the address may not be probed');
}

/** A resolver that fails says nothing of the site. */
async function resolved(resolving: ReturnType<Resolve>, withinMs: number) {
  try {
    return await inTime(resolving, withinMs);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOTFOUND') return [];
    throw new UnprobedError('the host could not be resolved', { cause });
  }
}

const lookupAll = promisify(lookup);

/** By the system's resolver, IPv4 first: a Lambda function outside a VPC has nothing else. */
export const systemResolve: Resolve = (host, family) =>
  lookupAll(host, { all: true, family, order: 'ipv4first' });
