/** Names that Switchback gives to things in DNS and CloudWatch; template, observation and rehearsal share them. */
import type { Service, Side } from './service.ts';

/** TXT failover pair that says `healthy` or `unhealthy`: what Route 53 thinks of a side at this moment. */
export function sideWitnessName(service: Service, side: Side): string {
  return `_switchback-${side}.${service.names[0]}`;
}

/** TXT failover pair that says `on` or `off`: what Route 53 thinks of the hold switch at this moment. */
export function holdWitnessName(service: Service): string {
  return `_switchback-hold.${service.names[0]}`;
}

const GENERATION_DIGITS = 6;

/** Every fence record of a service ends with this. */
export function fenceSuffix(service: Service): string {
  return `_switchback.${service.names[0]}`;
}

/** The TXT record that only one change can create: the change of that generation. */
export function fenceName(service: Service, generation: number): string {
  return `g${String(generation).padStart(GENERATION_DIGITS, '0')}.${fenceSuffix(service)}`;
}

/** The generation a fence record stands for; `undefined` when the name is no fence of this service. */
export function fenceGeneration(service: Service, name: string): number | undefined {
  const suffix = `.${fenceSuffix(service)}`;
  if (!name.endsWith(suffix)) return undefined;
  const match = /^g(\d{6,})$/.exec(name.slice(0, -suffix.length));
  return match ? Number(match[1]) : undefined;
}

/** Alarm in us-east-1 on the health of one side. */
export function sideAlarmName(stackName: string, service: Service, side: Side): string {
  return `${stackName}-${service.id}-${side}-health`;
}

/** Namespace and name of the metric that is the hold switch. */
export const HOLD_METRIC = { namespace: 'Switchback/Hold', name: 'Hold' } as const;
