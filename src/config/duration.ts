/** Durations as people write them: a whole number and one unit, `90s`, `5m`, `1h`, `7d`. */

const UNITS_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

export const DURATION_PATTERN = /^\d{1,6}[smhd]$/;

/** Milliseconds of a text that matches `DURATION_PATTERN`; `NaN` for any other. */
export function durationMs(text: string): number {
  if (!DURATION_PATTERN.test(text)) return Number.NaN;
  return Number(text.slice(0, -1)) * (UNITS_MS[text.slice(-1)] ?? Number.NaN);
}
