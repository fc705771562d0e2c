/** Rules about routing, failback and who is answered at last. */
import { quote } from './faults.ts';
import { type Rule, refuseIf } from './rule.ts';

export const FAILBACK_RULES: readonly Rule[] = [
  {
    reads: ['failback.stages'],
    check: ({ draft }) => {
      const { stages } = draft.failback;
      return stages.flatMap((stage, index) =>
        refuseIf(
          index > 0 && stage <= (stages[index - 1] ?? 0),
          ['failback', 'stages', index],
          `${stage} after ${stages[index - 1]}`,
          'percentages that rise to 100, such as [10, 50, 100]',
        ),
      );
    },
  },
  {
    reads: ['failback.stages'],
    check: ({ draft }) => {
      const { stages } = draft.failback;
      return refuseIf(
        stages.at(-1) !== 100,
        ['failback', 'stages', stages.length - 1],
        `${stages.at(-1)} as the last stage`,
        '100 as the last stage: all traffic on the primary',
      );
    },
  },
  {
    reads: ['failback.stages', 'routing'],
    check: ({ draft }) =>
      refuseIf(
        draft.routing === 'failover' && draft.failback.stages.length > 1,
        ['failback', 'stages'],
        `${quote(draft.failback.stages)} with routing: failover`,
        '[100]: failover records have no weights; or routing: weighted',
      ),
  },
  {
    reads: ['failback.bake', 'ttl'],
    check: ({ draft }) =>
      refuseIf(
        draft.failback.bakeMs < draft.ttlSeconds * 1000,
        ['failback', 'bake'],
        `${draft.failback.bakeMs / 1000} s, shorter than the TTL of ${draft.ttlSeconds} s`,
        'at least the TTL: sooner, resolvers have not brought the traffic that is to be watched',
      ),
  },
  {
    reads: ['lastResort', 'routing'],
    check: ({ draft }) =>
      refuseIf(
        draft.routing === 'failover' && draft.lastResort === 'secondary',
        ['lastResort'],
        'secondary with routing: failover',
        "primary: that is Route 53's own last resort; or routing: weighted",
      ),
  },
];
