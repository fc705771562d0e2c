/** What an audit needs to see of an account. It changes nothing. */
import type { AlarmRef } from '../core/service.ts';
import type { NameServers, Records, StateStore } from '../ports.ts';
import type { AlarmSettings } from '../route53/alarm-snapshot.ts';
import type { HealthCheckConfig } from '../route53/health-check.ts';

/** What cannot be seen rejects; the audit says so. */
export interface AuditAccount {
  readonly records: Pick<Records, 'list'>;
  readonly nameServers: NameServers;
  readonly stateStore: Pick<StateStore, 'load'>;
  /** `null` where there is no such check. */
  healthCheck(id: string): Promise<HealthCheckConfig | null>;
  /** What each checker of an endpoint says at last. */
  checkers(id: string): Promise<readonly CheckerVerdict[]>;
  /** `null` where there is no such alarm. */
  alarm(alarm: AlarmRef): Promise<FoundAlarm | null>;
}

export interface CheckerVerdict {
  readonly healthy: boolean;
  /** E.g. `Success: HTTP Status Code: 200. OK`. */
  readonly said: string;
}

export interface FoundAlarm {
  readonly state: string;
  readonly settings: AlarmSettings;
}
