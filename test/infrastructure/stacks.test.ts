import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { holdWitnessName } from '../../src/core/names.ts';
import { apiRecordSet } from '../../src/infrastructure/api-record-set.ts';
import { logicalIds } from '../../src/infrastructure/logical-ids.ts';
import { buildStacks } from '../../src/infrastructure/stacks.ts';
import type { Template } from '../../src/infrastructure/template.ts';
import { whyNotFollowable } from '../../src/route53/alarm-snapshot.ts';
import { applyBatch } from '../../src/route53/change-batch.ts';
import { randomConfiguration } from './random-configuration.ts';
import {
  checksBehindRecords,
  children,
  groups,
  healthCheck,
  references,
  resource,
} from './template-reading.ts';

const CLOUDFORMATION_LOGICAL_ID = /^[A-Za-z0-9]{1,255}$/;

function everywhere(rule: (stacks: ReturnType<typeof buildStacks>) => void): void {
  fc.assert(fc.property(randomConfiguration, (configuration) => rule(buildStacks(configuration))));
}

function defined({ Resources, Parameters = {} }: Template): ReadonlySet<string> {
  return new Set([...Object.keys(Resources), ...Object.keys(Parameters)]);
}

describe('whatever the services', () => {
  it('no record set, check, alarm or output names what the template lacks', () => {
    everywhere(({ home, ears }) => {
      for (const template of [home, ears]) {
        const ids = defined(template);
        expect(references(template).filter((id) => !ids.has(id))).toEqual([]);
      }
    });
  });

  it('every parameter of ears is an output of home', () => {
    everywhere(({ home, ears }) => {
      expect(Object.keys(ears.Parameters ?? {})).toEqual(Object.keys(home.Outputs));
    });
  });

  it('every logical id is legal', () => {
    everywhere(({ home, ears }) => {
      for (const id of [...defined(home), ...defined(ears)]) {
        expect(id).toMatch(CLOUDFORMATION_LOGICAL_ID);
      }
    });
  });

  it('no two services share a logical id', () => {
    fc.assert(
      fc.property(randomConfiguration, ({ services }) => {
        const ids = services.flatMap((service) => {
          const { primary, secondary, records, holdAlarm } = logicalIds(service);
          return [records, holdAlarm, primary.endpointCheck, secondary.endpointCheck];
        });
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('a calculated check has no calculated child, and needs every child', () => {
    everywhere(({ home }) => {
      for (const id of checksBehindRecords(home)) {
        const { HealthCheckConfig: config } = healthCheck(home, id).Properties;
        if (config.Type !== 'CALCULATED') continue;
        expect(config.HealthThreshold).toBe(new Set(children(home, id)).size);
        for (const child of children(home, id)) expect(children(home, child)).toEqual([]);
      }
    });
  });

  it('every check behind a record is kept by removal and replacement, and there is no other', () => {
    everywhere(({ home }) => {
      const behind = checksBehindRecords(home);
      for (const id of behind) {
        const { DeletionPolicy, UpdateReplacePolicy } = healthCheck(home, id);
        expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
      }
      const checks = Object.keys(home.Resources).filter(
        (id) => home.Resources[id]?.Type === 'AWS::Route53::HealthCheck',
      );
      expect(new Set(checks)).toEqual(behind);
    });
  });

  it('the hold check follows an alarm that Route 53 can follow', () => {
    fc.assert(
      fc.property(randomConfiguration, (configuration) => {
        const { home } = buildStacks(configuration);
        for (const service of configuration.services) {
          const { holdAlarm } = logicalIds(service);
          const alarm = resource(home, holdAlarm, 'AWS::CloudWatch::Alarm').Properties;
          const { Dimensions, ...settings } = alarm;
          expect(whyNotFollowable(settings)).toBeUndefined();
        }
      }),
    );
  });

  it('the record set group is legal for Route 53, made new and made again', () => {
    everywhere(({ home }) => {
      for (const { Properties } of groups(home)) {
        const sets = Properties.RecordSets.map((set) => apiRecordSet(set, ({ Ref }) => Ref));
        const context = {
          zoneName: 'example.com',
          healthCheckExists: (id: string) => checksBehindRecords(home).has(id),
        };
        const created = applyBatch(
          [],
          sets.map((set) => ({ action: 'CREATE', set })),
          context,
        );
        expect(created).toMatchObject({ ok: true });
        const again = sets.map((set) => ({ action: 'UPSERT' as const, set }));
        expect(applyBatch(sets, again, context)).toMatchObject({ ok: true });
      }
    });
  });

  it('every service has a hold witness in its zone', () => {
    fc.assert(
      fc.property(randomConfiguration, (configuration) => {
        const { home } = buildStacks(configuration);
        const names = groups(home).flatMap(({ Properties }) =>
          Properties.RecordSets.map(({ Name }) => Name),
        );
        for (const service of configuration.services) {
          expect(names).toContain(holdWitnessName(service));
        }
      }),
    );
  });
});
