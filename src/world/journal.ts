/** What truly happened in the account, in order: what the rehearsal prints, and what two runs are compared by. */
import type { AlarmState, Change } from '../ports.ts';
import type { HealthStatus } from '../route53/health-check.ts';
import type { EndpointResponse } from '../route53/probe.ts';
import type { Faults } from './faults.ts';

export type TrueEvent =
  | { readonly kind: 'checkFlipped'; readonly checkId: string; readonly status: HealthStatus }
  | {
      readonly kind: 'siteChanged';
      readonly endpoint: string;
      readonly condition: EndpointResponse | 'up';
    }
  | {
      readonly kind: 'changeAccepted';
      readonly changeId: string;
      readonly zoneId: string;
      readonly changes: readonly Change[];
    }
  | { readonly kind: 'changeInsync'; readonly changeId: string; readonly zoneId: string }
  | {
      readonly kind: 'alarmChanged';
      readonly region: string;
      readonly name: string;
      readonly from: AlarmState;
      readonly to: AlarmState;
    }
  /** Every name server now answers by this position of the hold switch. */
  | {
      readonly kind: 'holdSeenByDns';
      readonly service: string;
      readonly position: 'on' | 'off';
    }
  | { readonly kind: 'faultSet'; readonly name: keyof Faults; readonly on: boolean };

export type JournalEntry = TrueEvent & { readonly atMs: number };
