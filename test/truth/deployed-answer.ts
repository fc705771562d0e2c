/** The answer that Route 53 gives for the resources that would be deployed, for any state of endpoints, switch and weights. */
import type { Routing, Side } from '../../src/core/service.ts';
import { answerIf, type Circumstances } from '../../src/infrastructure/what-if.ts';
import { aConfiguration, aFailbackPolicy, aService } from '../builders/configuration.ts';

/** Share of the answers for each side. */
export function deployedAnswer({
  routing,
  ...circumstances
}: Circumstances & { readonly routing: Routing }): Readonly<Record<Side, number>> {
  const service = aService(
    routing === 'failover' ? { routing, failback: aFailbackPolicy({ stages: [100] }) } : {},
  );
  const given = answerIf(aConfiguration({ services: [service] }), service, circumstances);
  if (given.kind !== 'answer') throw new Error(`no answer: ${given.kind}`);
  const shares = { primary: 0, secondary: 0 };
  for (const { set, share } of given.outcomes) shares[set.SetIdentifier as Side] += share;
  return shares;
}
