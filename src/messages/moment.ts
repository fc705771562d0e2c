/** Times as people read them, always in UTC. */
import { clockUtc, utcTime } from '../core/utc.ts';

function dateUtc(epochMs: number): string {
  const { year, month, day } = utcTime(epochMs);
  return `${year}-${two(month)}-${two(day)}`;
}

/** `2026-11-24 15:05:00 UTC`, for the time of a decision. */
export function secondUtc(epochMs: number): string {
  return `${dateUtc(epochMs)} ${clockUtc(epochMs)} UTC`;
}

/** `2026-11-24 15:05 UTC`, for times that may lie on another day. */
export function minuteUtc(epochMs: number): string {
  const { hour, minute } = utcTime(epochMs);
  return `${dateUtc(epochMs)} ${two(hour)}:${two(minute)} UTC`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
