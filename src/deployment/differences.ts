/** Where two resources differ, down to single values. */
import { isDeepStrictEqual } from 'node:util';

export interface Difference {
  /** Such as `HealthCheckConfig.FailureThreshold`; in a list of records, by the record and not by its place. */
  readonly path: string;
  /** JSON values; absent where there was, or will be, nothing. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Empty when they are the same. Both are JSON. */
export function differences(before: unknown, after: unknown): readonly Difference[] {
  return between([], before, after);
}

function between(path: readonly string[], before: unknown, after: unknown): readonly Difference[] {
  const [left, right] = [childrenOf(before), childrenOf(after)];
  if (left === undefined || right === undefined) {
    if (isDeepStrictEqual(before, after)) return [];
    return [{ path: shown(path), ...given('before', before), ...given('after', after) }];
  }
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys].flatMap((key) => between([...path, key], left.get(key), right.get(key)));
}

/** `undefined` for a value that has none to be compared one by one. */
function childrenOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (Array.isArray(value)) {
    const records =
      value.length > 0 && value.every((one) => isObject(one) && recordKey(one) !== undefined);
    return records ? new Map(value.map((one) => [recordKey(one) ?? '', one])) : undefined;
  }
  return isObject(value) ? new Map(Object.entries(value)) : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function recordKey({ Name, Type, SetIdentifier }: Readonly<Record<string, unknown>>) {
  return Name && Type && SetIdentifier ? `${Name} ${Type} ${SetIdentifier}` : undefined;
}

/** All that a person looks for is among the properties. */
function shown(path: readonly string[]): string {
  return (path[0] === 'Properties' ? path.slice(1) : path).join('.');
}

function given(name: 'before' | 'after', value: unknown): Partial<Difference> {
  return value === undefined ? {} : { [name]: value };
}
