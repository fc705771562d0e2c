import { describe, expect, it } from '@jest/globals';
import type { Configuration, Service, Side } from '../../src/core/service.ts';
import { HELD, type Weights } from '../../src/core/state.ts';
import { recordSetsOf } from '../../src/deployment/deployed-records.ts';
import { groupsWithKeptWeights } from '../../src/deployment/keep-weights.ts';
import type { ResourceRecordSet } from '../../src/route53/record-set.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';
import {
  anAccount,
  aZone,
  deployedAccount,
  deployedRecords,
  deployedTemplates,
} from './an-account.ts';

const NEW_NAME: Partial<Service> = {
  names: ['shop.example.com', 'www.shop.example.com', 'new.shop.example.com'],
};

function withShop(overrides: Partial<Service>): Configuration {
  return aConfiguration({ services: [aService(overrides)] });
}

function moved(records: readonly ResourceRecordSet[], weights: Weights) {
  return records.map((set) =>
    set.Weight === undefined ? set : { ...set, Weight: weights[set.SetIdentifier as Side] },
  );
}

/** Weights that a deployment of `next` carries, over a zone whose weights were moved. */
function carried(next: Configuration, live: Weights): readonly (readonly [string, number])[] {
  const account = deployedAccount(aConfiguration(), {
    zones: aZone({ records: moved(deployedRecords(aConfiguration()), live) }),
  });
  const groups = groupsWithKeptWeights(next, deployedTemplates(next).home.Resources, account);
  return recordSetsOf(groups.ShopRecords).flatMap(({ Name, SetIdentifier, Weight }) =>
    Weight === undefined ? [] : [[`${Name} ${SetIdentifier}`, Weight] as const],
  );
}

describe('the weights of a deployment', () => {
  it('stay those of the template when nothing else of the records changes, so that CloudFormation leaves them alone', () => {
    expect(new Map(carried(aConfiguration(), HELD)).get('shop.example.com primary')).toBe(100);
  });

  it('are those of the zone when something else changes', () => {
    const weights = new Map(carried(withShop({ ttlSeconds: 30 }), HELD));
    expect(Object.fromEntries(weights)).toEqual({
      'shop.example.com primary': 0,
      'shop.example.com secondary': 100,
      'www.shop.example.com primary': 0,
      'www.shop.example.com secondary': 100,
    });
  });

  it('are the same for a name that is new', () => {
    const weights = new Map(carried(withShop(NEW_NAME), { primary: 10, secondary: 90 }));
    expect(weights.get('new.shop.example.com primary')).toBe(10);
    expect(weights.get('new.shop.example.com secondary')).toBe(90);
  });

  it('are those at rest for a service that is new', () => {
    const next = aConfiguration();
    const groups = groupsWithKeptWeights(next, deployedTemplates(next).home.Resources, anAccount());
    expect(groups.ShopRecords).toEqual(deployedTemplates(next).home.Resources.ShopRecords);
  });

  it('go on as an earlier deployment has left them', () => {
    const during = deployedTemplates(aConfiguration());
    const group = during.home.Resources.ShopRecords;
    for (const set of recordSetsOf(group)) {
      const Weight = HELD[set.SetIdentifier as Side];
      if (set.Weight !== undefined) Object.assign(set, { Weight });
    }
    const account = anAccount({
      deployed: during,
      zones: aZone({ records: deployedRecords(aConfiguration()) }),
    });
    const next = deployedTemplates(aConfiguration()).home.Resources;
    expect(groupsWithKeptWeights(aConfiguration(), next, account).ShopRecords).toEqual(group);
  });

  it('are none with failover routing', () => {
    const next = withShop({ routing: 'failover' });
    const resources = deployedTemplates(next).home.Resources;
    expect(groupsWithKeptWeights(next, resources, deployedAccount(next))).toEqual({});
  });
});
