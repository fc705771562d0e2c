/** Rules that no service can break alone. */
import type { Draft } from './draft.ts';
import { quote } from './faults.ts';
import { refuseIf, type Subject } from './rule.ts';
import { namePath } from './rules-names.ts';
import type { Finding } from './shape.ts';

/** Paths begin at the root of the file. Of two services in conflict the later one is at fault. */
export function judgeTogether(subjects: readonly Subject[], stackName: string): readonly Finding[] {
  const drafts = subjects.map(({ draft }) => draft);
  return [...sharedNames(subjects), ...zonesOfTwoKinds(drafts), ...ownAlarms(drafts, stackName)];
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

function zonesOfTwoKinds(drafts: readonly Draft[]): readonly Finding[] {
  const firstUses = new Map<string, Draft>();
  return drafts.flatMap((draft) => {
    if (draft.zone === undefined) return [];
    const first = firstUses.get(draft.zone.id) ?? draft;
    firstUses.set(draft.zone.id, first);
    return first === draft ? [] : zoneConflicts(draft, first);
  });
}

/** What one use of a zone says otherwise than the first use of it. */
function zoneConflicts({ id, zone }: Draft, first: Draft): readonly Finding[] {
  const nameServers = String(zone?.nameServers ?? []);
  const others = String(first.zone?.nameServers ?? []);
  return [
    ...refuseIf(
      zone?.name !== first.zone?.name,
      ['services', id, 'zone', 'name'],
      `${quote(zone?.name)} for ${zone?.id}, which is ${first.zone?.name} at ${first.id}`,
      'one name for one zone',
    ),
    ...refuseIf(
      nameServers !== others,
      ['services', id, 'zone', 'nameServers'],
      `${nameServers || 'none'} for ${zone?.id}, which has ${others || 'none'} at ${first.id}`,
      'the same name servers wherever the zone is named',
    ),
  ];
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
