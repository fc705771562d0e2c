/** Rules that no service can break alone. */
import type { Draft } from './draft.ts';
import { quote } from './faults.ts';
import type { Subject } from './rule.ts';
import { namePath } from './rules-names.ts';
import type { Finding } from './shape.ts';

/** Paths begin at the root of the file. Of two services in conflict the later one is at fault. */
export function judgeTogether(subjects: readonly Subject[], stackName: string): readonly Finding[] {
  const drafts = subjects.map(({ draft }) => draft);
  return [...sharedNames(subjects), ...zonesOfTwoNames(drafts), ...ownAlarms(drafts, stackName)];
}

/** One name, one service, whatever the record type: two would fight over its witnesses, fences and weights. */
function sharedNames(subjects: readonly Subject[]): readonly Finding[] {
  const owners = new Map<string, string>();
  return subjects.flatMap(({ input, draft: { id, names } }) =>
    names.flatMap((name, index) => {
      const owner = owners.get(name) ?? id;
      owners.set(name, owner);
      if (owner === id) return [];
      return [
        {
          path: ['services', id, ...namePath(input, index)],
          found: `${quote(name)}, a name of ${owner}`,
          allowed: 'names that no other service has',
        },
      ];
    }),
  );
}

function zonesOfTwoNames(drafts: readonly Draft[]): readonly Finding[] {
  const firstUses = new Map<string, Draft>();
  return drafts.flatMap((draft) => {
    const { id, zone } = draft;
    if (zone === undefined) return [];
    const first = firstUses.get(zone.id) ?? draft;
    firstUses.set(zone.id, first);
    if (first.zone?.name === zone.name) return [];
    return [
      {
        path: ['services', id, 'zone', 'name'],
        found: `${quote(zone.name)} for ${zone.id}, which is ${first.zone?.name} at ${first.id}`,
        allowed: 'one name for one zone',
      },
    ];
  });
}

/** A health check that follows an alarm on that same health check would never be healthy again. */
function ownAlarms(drafts: readonly Draft[], stackName: string): readonly Finding[] {
  const prefixes = drafts.map(({ id }) => `${stackName}-${id}-`);
  return drafts.flatMap(({ id, primary, secondary }) =>
    Object.entries({ primary, secondary }).flatMap(([side, { unhealthyWhen }]) =>
      unhealthyWhen.flatMap(({ name }, index) => {
        if (!prefixes.some((prefix) => name.startsWith(prefix))) return [];
        return [
          {
            path: ['services', id, side, 'unhealthyWhen', index, 'alarm'],
            found: `${quote(name)}, an alarm of Switchback itself`,
            allowed: `alarms of your own: those of the stack begin with ${stackName}-<service>-`,
          },
        ];
      }),
    ),
  );
}
