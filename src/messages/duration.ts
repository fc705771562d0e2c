/** Lengths of time as people say them: `90 s`, `5 min`, `1 h 20 min`, `2 d`. */

/** Short words for the units, in one language. */
export interface DurationUnits {
  readonly second: string;
  readonly minute: string;
  readonly hour: string;
  readonly day: string;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Below this, seconds are kept: `90 s` says more than `2 min`. */
const MINUTES_FROM_MS = 2 * MINUTE_MS;

const SYMBOLS: DurationUnits = { second: 's', minute: 'min', hour: 'h', day: 'd' };

/** Rounded to what matters at that length: to seconds, minutes, then hours. */
export function durationText(ms: number, units: DurationUnits = SYMBOLS): string {
  const seconds = Math.round(Math.max(0, ms) / SECOND_MS);
  if (seconds * SECOND_MS < MINUTES_FROM_MS) return `${seconds} ${units.second}`;
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes * MINUTE_MS < HOUR_MS) return `${minutes} ${units.minute}`;
  if (minutes * MINUTE_MS < DAY_MS) {
    return twoParts([Math.floor(minutes / 60), units.hour], [minutes % 60, units.minute]);
  }
  const hours = Math.round(ms / HOUR_MS);
  return twoParts([Math.floor(hours / 24), units.day], [hours % 24, units.hour]);
}

type Part = readonly [count: number, unit: string];

function twoParts(large: Part, small: Part): string {
  return [large, small]
    .filter(([count], at) => at === 0 || count > 0)
    .map((part) => part.join(' '))
    .join(' ');
}

/** `5:00`, `1:05:00`: how long after a beginning something happened. */
export function clockText(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / SECOND_MS);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const parts = hours === 0 ? [minutes] : [hours, twoDigits(minutes)];
  return [...parts, twoDigits(seconds % 60)].join(':');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
