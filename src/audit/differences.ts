/** What is otherwise than it should be, field by field. Fields that nothing was said of are not looked at. */

type Fields = Readonly<Record<string, unknown>>;

export function differences(expected: object, found: object): readonly string[] {
  return Object.entries(expected as Fields).flatMap(([field, wanted]) => {
    const seen = (found as Fields)[field];
    return isSame(wanted, seen) ? [] : [`${field} is ${text(seen)}, should be ${text(wanted)}`];
  });
}

/** Lists are sets: neither values of a record nor dimensions have an order. */
function isSame(wanted: unknown, seen: unknown): boolean {
  return canonical(wanted) === canonical(seen);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).toSorted().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'missing';
  const fields = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${fields
    .map(([key, one]) => `${key}:${canonical(one)}`)
    .toSorted()
    .join()}}`;
}

function text(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}
