import { describe, expect, it } from '@jest/globals';
import type { AnswerRules } from '../../src/route53/record-health.ts';
import type { ResourceRecordSet } from '../../src/route53/record-set.ts';
import {
  APEX,
  aliasTo,
  aliasToLoadBalancer,
  failover,
  NAME,
  outcomes,
  record,
  shares,
  unchecked,
  weighted,
} from './builders.ts';

describe('a tree of aliases', () => {
  const EAST = 'east.example.com';
  const WEST = 'west.example.com';
  const members = [
    weighted('east1', 1, { Name: EAST }),
    weighted('east2', 1, { Name: EAST }),
    weighted('west1', 1, { Name: WEST }),
    weighted('west2', 1, { Name: WEST }),
  ];
  const eastDown = ['east1', 'east2'];
  const allDown = [...eastDown, 'west1', 'west2'];

  function tree(eastEvaluated: boolean, checked = false): readonly ResourceRecordSet[] {
    const primary = failover('PRIMARY', aliasTo(EAST, eastEvaluated));
    return [
      checked ? primary : unchecked(primary),
      unchecked(failover('SECONDARY', aliasTo(WEST))),
      ...members,
    ];
  }

  it('leaves a branch whose members are all unhealthy', () => {
    expect(shares(tree(true), eastDown)).toEqual({ west1: 0.5, west2: 0.5 });
  });

  it('stays in that branch when target health is not evaluated, and takes its last resort', () => {
    expect(shares(tree(false), eastDown)).toEqual({ east1: 0.5, east2: 0.5 });
  });

  it('answers the healthy member of a branch entered without evaluation', () => {
    expect(shares(tree(false), ['east1'])).toEqual({ east2: 1 });
  });

  it('stays in a branch for an unchecked member, and answers that one', () => {
    const sets = tree(true).map((set) => (set.SetIdentifier === 'east2' ? unchecked(set) : set));
    expect(shares(sets, eastDown)).toEqual({ east2: 1 });
  });

  it('leaves a branch whose alias fails its own check, however healthy its members', () => {
    expect(shares(tree(true, true), ['primary'])).toEqual({ west1: 0.5, west2: 0.5 });
  });

  it('leaves a branch whose alias passes its own check when its members are unhealthy', () => {
    expect(shares(tree(true, true), eastDown)).toEqual({ west1: 0.5, west2: 0.5 });
  });

  it("answers the primary's branch by its last resort when both branches are unhealthy", () => {
    expect(shares(tree(true), allDown)).toEqual({ east1: 0.5, east2: 0.5 });
  });

  it('answers something when everything is unhealthy everywhere', () => {
    expect(shares(tree(true, true), ['primary', 'secondary', ...allDown])).toEqual({
      east1: 0.5,
      east2: 0.5,
    });
  });

  it('multiplies shares down weighted levels', () => {
    const sets = [
      unchecked(weighted('east', 1, aliasTo(EAST))),
      unchecked(weighted('west', 3, aliasTo(WEST))),
      ...members,
    ];
    expect(shares(sets)).toEqual({ east1: 0.125, east2: 0.125, west1: 0.375, west2: 0.375 });
    expect(shares(sets, ['west1'])).toEqual({ east1: 0.125, east2: 0.125, west2: 0.75 });
  });

  it('passes health up through several levels', () => {
    const LOWER = 'lower.example.com';
    const sets = [
      unchecked(failover('PRIMARY', aliasTo(LOWER))),
      unchecked(failover('SECONDARY', aliasTo(WEST))),
      unchecked(weighted('lower', 1, { Name: LOWER, ...aliasTo(EAST) })),
      ...members,
    ];
    expect(shares(sets)).toEqual({ east1: 0.5, east2: 0.5 });
    expect(shares(sets, eastDown)).toEqual({ west1: 0.5, west2: 0.5 });
  });

  it('answers with the TTL of the record at its end', () => {
    const sets = tree(true).map((set) => (set.Name === EAST ? { ...set, TTL: 20 } : set));
    expect(outcomes(sets).map(({ ttlSeconds }) => ttlSeconds)).toEqual([20, 20]);
  });
});

describe('a chain of aliases', () => {
  function chain(aliases: number): readonly ResourceRecordSet[] {
    const names = [NAME, ...Array.from({ length: aliases }, (_, at) => `n${at}.example.com`)];
    return names.map((Name, at) => {
      const next = names[at + 1];
      return record({ Name, ...(next ? aliasTo(next, false) : {}) });
    });
  }

  it('is followed over 31 aliases, which no real zone has, and not over more', () => {
    expect(outcomes(chain(31))).toMatchObject([{ share: 1, set: { Name: 'n30.example.com' } }]);
    expect(() => outcomes(chain(32))).toThrow('lead back to themselves');
  });
});

describe('an alias to an AWS resource', () => {
  const pair = [
    unchecked(failover('PRIMARY', aliasToLoadBalancer('east'))),
    unchecked(failover('SECONDARY', aliasToLoadBalancer('west'))),
  ];

  it.each<{ readonly bad: readonly string[]; readonly side: string }>([
    { bad: [], side: 'primary' },
    { bad: ['east'], side: 'secondary' },
    { bad: ['east', 'west'], side: 'primary' },
  ])('is as healthy as the resource: unhealthy $bad answers the $side', ({ bad, side }) => {
    const rules: Partial<AnswerRules> = {
      resourceHealth: ({ DNSName }) =>
        bad.some((name) => DNSName.startsWith(name)) ? 'unhealthy' : 'healthy',
    };
    expect(shares(pair, [], rules)).toEqual({ [side]: 1 });
  });

  it('is taken to be healthy while nothing is known of the resource', () => {
    expect(outcomes(pair)[0]).toMatchObject({ because: [{ rule: 'primary is healthy' }] });
  });

  it('is an address outside the zone, even where the zone is known from its SOA', () => {
    expect(shares([...APEX, ...pair])).toEqual({ primary: 1 });
  });

  it('is answered for 60 s, whatever the resource is', () => {
    expect(outcomes(pair)[0]).toMatchObject({ ttlSeconds: 60, set: pair[0] });
  });
});

describe('what AWS leaves open', () => {
  const TARGET = 'target.example.com';

  function branch(...members: readonly ResourceRecordSet[]): readonly ResourceRecordSet[] {
    return [
      unchecked(failover('PRIMARY', aliasTo(TARGET))),
      unchecked(failover('SECONDARY')),
      ...members,
    ];
  }

  it('a healthy weight-0 member keeps its group healthy, unless told otherwise', () => {
    const sets = branch(
      weighted('heavy', 1, { Name: TARGET }),
      weighted('standby', 0, { Name: TARGET }),
    );
    expect(shares(sets, ['heavy'])).toEqual({ standby: 1 });
    expect(shares(sets, ['heavy'], { standbyKeepsTargetHealthy: false })).toEqual({ secondary: 1 });
  });

  it('standby members alone keep their group healthy, whatever is told', () => {
    const sets = branch(weighted('standby', 0, { Name: TARGET }));
    const rules = { standbyKeepsTargetHealthy: false };
    expect(shares(sets, [], rules)).toEqual({ standby: 1 });
    expect(shares(sets, ['standby'], rules)).toEqual({ secondary: 1 });
  });

  it('a weighted alias in a tree passes on the health of its target, whatever is told', () => {
    const sets = branch(
      unchecked(weighted('member', 1, { Name: TARGET, ...aliasTo('leaf.example.com') })),
      weighted('leaf', 1, { Name: 'leaf.example.com' }),
    );
    const rules = { simpleAliasPassesTargetHealth: false };
    expect(shares(sets, ['leaf'], rules)).toEqual({ secondary: 1 });
  });

  it('a simple alias in a tree passes on the health of its target, unless told otherwise', () => {
    const sets = branch(
      record({ Name: TARGET, ...aliasTo('leaf.example.com') }),
      weighted('leaf', 1, { Name: 'leaf.example.com' }),
    );
    expect(shares(sets, ['leaf'])).toEqual({ secondary: 1 });
    expect(shares(sets, ['leaf'], { simpleAliasPassesTargetHealth: false })).toEqual({ leaf: 1 });
  });
});
