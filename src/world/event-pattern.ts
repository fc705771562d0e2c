/** EventBridge's event patterns, as far as our rules use them: exact values and prefixes (User Guide, "Event patterns"). */

/** Every field that the pattern names must be in the event with one of the values that the pattern lists. */
export function matchesPattern(pattern: object, event: object): boolean {
  return Object.entries(pattern).every(([field, wanted]) => {
    const value: unknown = (event as Record<string, unknown>)[field];
    if (Array.isArray(wanted)) return wanted.some((matcher) => matchesValue(matcher, value));
    return typeof value === 'object' && value !== null && matchesPattern(wanted, value);
  });
}

function matchesValue(matcher: unknown, value: unknown): boolean {
  if (Array.isArray(value)) return value.some((one) => matchesValue(matcher, one));
  if (typeof matcher !== 'object' || matcher === null) return matcher === value;
  if ('prefix' in matcher && Object.keys(matcher).length === 1) {
    return typeof value === 'string' && value.startsWith(String(matcher.prefix));
  }
  throw new Error(
    `The simulated EventBridge does not know this matcher: ${JSON.stringify(matcher)}`,
  );
}
