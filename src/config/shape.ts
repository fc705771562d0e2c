/** Holds a value against the schema: every fault at once, and what is left when the faulty parts are taken out. */
import * as z from 'zod';
import { type Path, quote } from './faults.ts';
import { nearest } from './suggest.ts';

/** A fault by its path, before its place in the file is known. */
export interface Finding {
  readonly path: Path;
  readonly found: string;
  readonly allowed: string;
  readonly suggestion?: string | undefined;
  /** The key is at fault, not its value. */
  readonly atKey?: boolean;
}

export interface Held<Value> {
  readonly findings: readonly Finding[];
  /** Without the faulty parts; `undefined` when nothing was left that fits. */
  readonly rest: Value | undefined;
}

/** Never throws; `rest` fits the schema. */
export function holdAgainst<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Held<z.infer<Schema>> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return { findings: [], rest: result.data };
  const issues = result.error.issues.flatMap(deepestIssues);
  return {
    findings: issues.flatMap((issue) => toFindings(schema, issue)),
    rest: rest(schema, value),
  };
}

/** Cuts what is faulty until what is left fits; each round takes something away, so that it ends. */
function rest<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.infer<Schema> | undefined {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const paths = result.error.issues.flatMap(deepestIssues).flatMap(faultyPaths).map(aboveLists);
  if (paths.some((path) => path.length === 0)) return undefined;
  const distinct = new Map(paths.map((path) => [JSON.stringify(path), path])).values();
  return rest(
    schema,
    [...distinct].reduce((left, path) => without(left, path), value),
  );
}

/** Of a union, the issues of the branch that got furthest, so that a bad entry of a list is named by its position. */
function deepestIssues(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const inside = issue.errors.find((branch) => branch.some(({ path }) => path.length > 0));
  return inside?.map((deeper) => ({ ...deeper, path: [...issue.path, ...deeper.path] })) ?? [issue];
}

function faultyPaths(issue: z.core.$ZodIssue): Path[] {
  const path = issue.path as Path;
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
}

function toFindings(schema: z.ZodType, issue: z.core.$ZodIssue): Finding[] {
  const path = issue.path as Path;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      found: `the key ${quote(key)}`,
      allowed: issue.message,
      suggestion: suggestKey(schemaAt(schema, path), key),
      atKey: true,
    }));
  }
  const key = path.at(-1);
  if (issue.code === 'invalid_key') {
    const allowed = issue.issues[0]?.message ?? issue.message;
    const lower = String(key).toLowerCase();
    const suggestion = /^[a-z][a-z0-9-]{0,31}$/.test(lower) ? lower : undefined;
    return [{ path, found: `the id ${quote(key)}`, allowed, suggestion, atKey: true }];
  }
  const suggestion = suggestValue(schemaAt(schema, path), issue.input);
  return [{ path, found: quote(issue.input), allowed: issue.message, suggestion }];
}

function suggestKey(schema: z.ZodType | undefined, key: string): string | undefined {
  if (!(schema instanceof z.ZodObject)) return undefined;
  const near = nearest(key, Object.keys(schema.shape));
  if (near !== undefined) return near;
  const below = Object.entries(schema.shape).find(([, child]) => {
    const bare = unwrap(child as z.ZodType);
    return bare instanceof z.ZodObject && Object.hasOwn(bare.shape, key);
  });
  return below && `${below[0]}.${key}`;
}

/** A value near the one given that would be allowed there. */
function suggestValue(schema: z.ZodType | undefined, input: unknown): string | undefined {
  if (schema === undefined || input === undefined) return undefined;
  if (schema instanceof z.ZodEnum) {
    return nearest(String(input), schema.options.map(String));
  }
  const repaired = repairs(input).find((candidate) => schema.safeParse(candidate).success);
  return repaired === undefined ? undefined : shown(repaired);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : quote(value);
}

/** Slips that are made often: a unit left out, a number in quotes, the wrong case, one value where a list belongs. */
function repairs(input: unknown): readonly unknown[] {
  if (typeof input === 'number') {
    const share = `${Number((input * 100).toFixed(4))}%`;
    return [`${input}s`, ...(input < 1 ? [share] : []), `${input}%`, [input]];
  }
  if (typeof input !== 'string') return [[input]];
  const text = input.trim();
  const plain = [
    text,
    text.toLowerCase(),
    text.toUpperCase(),
    `/${text}`,
    text.replaceAll(' ', ''),
  ];
  const yes = ['yes', 'on', 'true'].includes(text.toLowerCase());
  const no = ['no', 'off', 'false'].includes(text.toLowerCase());
  return [...plain, Number(text), ...(yes ? [true] : []), ...(no ? [false] : []), [text]];
}

function schemaAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  return path.reduce<z.ZodType | undefined>(
    (current, step) => current && childSchema(unwrap(current), step),
    schema,
  );
}

function childSchema(schema: z.ZodType, step: string | number): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) {
    return Object.hasOwn(schema.shape, step) ? unwrap(schema.shape[step]) : undefined;
  }
  if (schema instanceof z.ZodRecord) return unwrap(schema.valueType as z.ZodType);
  if (schema instanceof z.ZodArray) return unwrap(schema.element as z.ZodType);
  if (schema instanceof z.ZodUnion) {
    const list = schema.options.find((option) => option instanceof z.ZodArray);
    return list && childSchema(list, step);
  }
  return undefined;
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap() as z.ZodType) : schema;
}

/** A list goes as a whole, since its other entries would move up. */
function aboveLists(path: Path): Path {
  const firstIndex = path.findIndex((step) => typeof step === 'number');
  return firstIndex === -1 ? path : path.slice(0, firstIndex);
}

/** A copy without what stands at the path; where nothing stands there, the mapping goes that lacks it. */
function without(value: unknown, path: Path): unknown {
  const [step, ...further] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value);
  if (!entries.some(([key]) => key === step)) return further.length === 0 ? undefined : value;
  const kept = entries.flatMap(([key, child]): [string, unknown][] => {
    if (key !== step) return [[key, child]];
    const left = further.length === 0 ? undefined : without(child, further);
    return left === undefined ? [] : [[key, left]];
  });
  return Object.fromEntries(kept);
}
