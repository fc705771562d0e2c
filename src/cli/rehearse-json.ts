/** A rehearsal as JSON: what scripts compare, and what a person reads when the time-line does not say enough. */
import { measure } from '../rehearsal/measures.ts';
import type { Rehearsal } from '../rehearsal/rehearse.ts';

export function rehearseJson({
  scenario,
  seed,
  withSwitchback,
  without,
  findings,
}: Rehearsal): string {
  const { configuration, timelines, startMs } = withSwitchback;
  const services = configuration.services.map(({ id }) => ({
    service: id,
    phase: withSwitchback.finalPhases.get(id),
    withSwitchback: measure(withSwitchback, id),
    without: measure(without, id),
    timeline: (timelines.get(id) ?? []).map(({ atMs, incident, entry }) => ({
      sinceStartMs: atMs - startMs,
      incident,
      ...(entry as object),
    })),
  }));
  const report = {
    scenario: scenario.name,
    seed,
    services,
    messages: withSwitchback.inbox,
    commands: withSwitchback.answered,
    passes: withSwitchback.effort.passes,
    calls: Object.fromEntries([...withSwitchback.effort.calls].toSorted()),
    findings,
  };
  return JSON.stringify(report, null, 2);
}
