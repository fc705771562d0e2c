/** S2, S9, S11: versions without a gap, ids of incidents used once, a state that only its own successor replaces. */
import type { Commit } from './commit.ts';

export function judgeHistory(commit: Commit): void {
  const { ground, truth, before, after, look, service } = commit;
  const isFirst = before === undefined && truth.epoch > 0;
  if (!isFirst && after.version !== (before?.version ?? 0) + 1) {
    ground.violate('S11', `version ${after.version} follows ${before?.version ?? 'no item'}`);
  }
  judgeIncident(commit);
  judgeIds(commit);
  const loaded = look.loaded.get(service.id) as { version?: unknown } | undefined;
  const known = loaded?.version ?? 0;
  if (typeof known === 'number' && known > after.version) {
    ground.violate('S2', `version ${after.version} was decided on version ${known}`);
  }
}

function judgeIncident({ ground, truth, before, after }: Commit): void {
  const { incident } = after;
  if (incident !== null && incident.id !== before?.incident?.id) {
    if (truth.incidents.has(incident.id) && before !== undefined) {
      ground.violate('S11', `incident ${incident.id} was opened twice`);
    }
    truth.incidents.add(incident.id);
  }
}

/** S9: an id that is remembered is not obeyed again. */
function judgeIds({ ground, truth, before, after }: Commit): void {
  const newest = after.commands.at(-1);
  const known = before?.commands.at(-1);
  if (
    newest === undefined ||
    (newest.id === known?.id && after.commands.length === before?.commands.length)
  )
    return;
  truth.commandsTaken += 1;
  if (truth.remembers(newest.id) && !newest.digest.startsWith('["abort"')) {
    ground.violate('S9', `${after.service}: ${newest.id} was obeyed twice`);
  }
  truth.taken.set(newest.id, truth.commandsTaken);
}
