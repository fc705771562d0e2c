/** An audit of a simulated account. */
import type { AuditAccount } from '../../src/audit/account.ts';
import { audit } from '../../src/audit/audit.ts';
import type { Section } from '../../src/audit/section.ts';
import type { World } from '../../src/world/world.ts';
import type { Scene } from '../reconcile/scene.ts';

export function accountOf(world: World): AuditAccount {
  const { records, nameServers, stateStore } = world.ports();
  return {
    records,
    nameServers,
    stateStore,
    healthCheck: async (id) => world.healthChecks().find((one) => one.id === id)?.config ?? null,
    checkers: async (id) =>
      world
        .observationsOf(id)
        .map(({ judgement }) => ({ healthy: judgement.passed, said: judgement.detail })),
    alarm: async ({ region, name }) =>
      world.alarmDescriptions().find((one) => one.region === region && one.name === name) ?? null,
  };
}

export async function audited(scene: Scene, account: Partial<AuditAccount> = {}) {
  const whole = { ...accountOf(scene.world), ...account };
  const { sections, good } = await audit(scene.configuration, scene.first, whole);
  const each = (of: (section: Section) => readonly string[]) =>
    sections.flatMap((section) => of(section).map((what) => `${section.about}: ${what}`));
  return {
    good,
    wrong: each(({ wrong }) => wrong),
    unknown: each(({ unknown }) => unknown),
    sections,
  };
}
