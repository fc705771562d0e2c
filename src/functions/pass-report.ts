/** A pass as a function's log tells of it. Causes are cut to name and message: whole errors carry requests. */
import { causeText } from '../reconcile/faults.ts';
import type { Pass } from '../reconcile/reconcile.ts';

/** Without `service`, `timestamp` and the other keys that Powertools' logger keeps for itself. */
export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A line for every service that something was decided for, and one for everything that failed. A quiet pass says nothing. */
export function logLines(pass: Pass): readonly LogLine[] {
  return [...decided(pass), ...failed(pass)];
}

function decided({ decisions, notSaved }: Pass): readonly LogLine[] {
  return [...decisions]
    .filter(([, { entries }]) => entries.length > 0)
    .map(([service, { entries, state, standing }]) => ({
      level: notSaved.has(service) ? 'warn' : 'info',
      message: notSaved.has(service) ? 'decided, but another pass was first' : 'decided',
      fields: {
        serviceId: service,
        version: state.version,
        incident: state.incident?.id ?? null,
        standing,
        entries: entries.map(({ action, because, facts }) => ({ action, because, facts })),
      },
    }));
}

function failed({ faults }: Pass): readonly LogLine[] {
  return faults.map(({ doing, service, cause }) => ({
    level: 'error',
    message: `${doing} failed`,
    fields: { serviceId: service, cause: causeText(cause) },
  }));
}
