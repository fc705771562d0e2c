/** Rules about names and their zone. */
import { isInZone, MAX_NAME_LENGTH } from './domain-names.ts';
import { type Path, quote } from './faults.ts';
import { type Rule, refuseIf } from './rule.ts';
import type { ServiceInput } from './schema.ts';

/** The longest name that hangs below a service's first one; a fence has room in it for ten million generations. */
const LONGEST_PREFIX = '_switchback-secondary.';

/** The first name must leave room for the witnesses below it. */
export const MAX_FIRST_NAME_LENGTH = MAX_NAME_LENGTH - LONGEST_PREFIX.length;

/** Where the name at this position is written. */
export function namePath(input: ServiceInput, index: number): Path {
  return input.names ? ['names', index] : ['name'];
}

export const NAME_RULES: readonly Rule[] = [
  {
    reads: ['name', 'names'],
    check: ({ input: { name, names } }) => [
      ...refuseIf(
        name === undefined && names === undefined,
        ['name'],
        'nothing',
        'name: one DNS name, or names: a list of them',
      ),
      ...refuseIf(
        name !== undefined && names !== undefined,
        ['names'],
        'both name and names',
        'one of the two',
      ),
    ],
  },
  {
    reads: ['zone'],
    check: ({ draft }) =>
      refuseIf(
        draft.zone === undefined,
        ['zone'],
        'nothing',
        'the hosted zone of the names: { id, name }, here or in defaults',
      ),
  },
  {
    reads: ['names'],
    check: ({ draft: { names } }) =>
      names.flatMap((name, index) =>
        refuseIf(
          names.indexOf(name) < index,
          ['names', index],
          `${quote(name)} once more`,
          'each name once',
        ),
      ),
  },
  {
    reads: ['zone', 'name', 'names'],
    check: ({ input, draft: { names, zone } }) =>
      names.flatMap((name, index) =>
        refuseIf(
          zone !== undefined && !isInZone(name, zone.name),
          namePath(input, index),
          quote(name),
          `a name in the zone ${zone?.name}`,
        ),
      ),
  },
  {
    reads: ['name', 'names'],
    check: ({ input, draft: { names } }) =>
      refuseIf(
        (names[0]?.length ?? 0) > MAX_FIRST_NAME_LENGTH,
        namePath(input, 0),
        `a name of ${names[0]?.length} characters`,
        `a first name of at most ${MAX_FIRST_NAME_LENGTH}: ${LONGEST_PREFIX}<name> must fit into ${MAX_NAME_LENGTH}`,
      ),
  },
];
