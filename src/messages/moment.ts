/** Times as people read them, always in UTC and never without saying so once in a message. */
import { utcTime } from '../core/utc.ts';

/** `2026-11-24`. */
export function dateUtc(epochMs: number): string {
  const { year, month, day } = utcTime(epochMs);
  return `${year}-${two(month)}-${two(day)}`;
}

/** `2026-11-24 15:05 UTC`, for times that may lie on another day. */
export function minuteUtc(epochMs: number): string {
  const { hour, minute } = utcTime(epochMs);
  return `${dateUtc(epochMs)} ${two(hour)}:${two(minute)} UTC`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
