/** An account as a deployment finds it: nothing of Switchback in it, one zone, room for 200 health checks. */
import { known } from '../../src/core/reading.ts';
import type { Configuration } from '../../src/core/service.ts';
import type { Account, ZoneView } from '../../src/deployment/account.ts';
import type { DeployedTemplate } from '../../src/deployment/cloud-formation.ts';
import { apiRecordSet } from '../../src/infrastructure/api-record-set.ts';
import { recordSetGroup } from '../../src/infrastructure/records.ts';
import { buildWholeStacks } from '../../src/infrastructure/stacks.ts';
import type { ResourceRecordSet } from '../../src/route53/record-set.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';

export const NO_TEMPLATE: DeployedTemplate = { Resources: {} };

export function anAccount(overrides: Partial<Account> = {}): Account {
  return {
    zones: aZone(),
    healthChecks: known({ used: 0, limit: 200 }),
    alarms: new Map(),
    deployed: { home: NO_TEMPLATE, ears: NO_TEMPLATE },
    states: new Map(),
    ...overrides,
  };
}

export function aZone(overrides: Partial<ZoneView> = {}): ReadonlyMap<string, ZoneView> {
  const zone = { name: 'example.com', isPrivate: false, records: [], ...overrides };
  return new Map([[aService().zone.id, zone]]);
}

/** The account after a deployment. */
export function deployedAccount(
  configuration: Configuration = aConfiguration(),
  overrides: Partial<Account> = {},
): Account {
  return anAccount({
    deployed: deployedTemplates(configuration),
    zones: aZone({ records: deployedRecords(configuration) }),
    ...overrides,
  });
}

/** As CloudFormation gives templates back. */
export function deployedTemplates(configuration: Configuration): Account['deployed'] {
  return JSON.parse(JSON.stringify(buildWholeStacks(configuration)));
}

export function deployedRecords({ services }: Configuration): readonly ResourceRecordSet[] {
  return services.flatMap((service) =>
    recordSetGroup(service).Properties.RecordSets.map((set) => apiRecordSet(set, ({ Ref }) => Ref)),
  );
}
