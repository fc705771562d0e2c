/** S3, S4, S12, S14, S19, S20: what begins to move, and whether the pass was told what it needs to be told. */
import type { ServiceState } from '../../src/core/state.ts';
import { type Commit, did } from './commit.ts';
import { answers, health, highestListed, listed, primaryGuards, witness } from './evidence.ts';

export function judgeMoves(commit: Commit): void {
  const { before, after } = commit;
  if (before === undefined) return;
  if (holdBegan(before, after)) judgeHold(commit, before);
  if (before.phase !== 'Returning' && did(commit, 'failbackStarted')) judgeWayBack(commit, before);
  else if (before.phase !== 'Returning' && after.phase === 'Returning') {
    commit.ground.violate('S3', `${commit.service.id}: Returning, and nobody said why`);
  }
  if (before.phase !== 'OnPrimary' && after.phase === 'OnPrimary') judgeArrival(commit, before);
  if (before.phase === 'OnPrimary' && after.phase === 'OnSecondary') judgeDeparture(commit);
  if (switchWentOff(before, after)) judgeRelease(commit, before);
  judgeWish(commit, before);
}

function holdBegan(before: ServiceState, after: ServiceState): boolean {
  const began = after.incident?.holdBegunAtMs ?? null;
  return began !== null && began !== (before.incident?.holdBegunAtMs ?? null);
}

/** Towards the secondary: never without its witness, and by itself only on a failure that was seen. */
function judgeHold(commit: Commit, before: ServiceState): void {
  const { after } = commit;
  judgeSecondary(commit);
  const reason = after.incident?.holdReason;
  if (reason === 'primaryFailed') judgeEvidence(commit, before);
  if (reason === 'relapse') judgeRelapse(commit, before);
  if (reason === 'abort' || reason === 'planned') judgeAsked(commit, before, reason);
  else judgeRestraint(commit, 'a hold');
}

function judgeSecondary({ ground, look, service }: Commit): void {
  const { id } = service;
  const secondary = witness(look, service, 'secondary');
  if (secondary === 'unknown') ground.violate('S14', `${id}: a hold on an unknown secondary`);
  if (secondary === 'bad' || health(look, service, 'secondary') === 'bad') {
    ground.violate('S12', `${id}: a hold towards a bad secondary`);
  }
}

function judgeRelapse({ ground, look, service }: Commit, before: ServiceState): void {
  if (primaryGuards(look, service) === 'bad' || before.delayedHold !== null) return;
  if (witness(look, service, 'primary') === 'bad') return;
  ground.violate('S4', `${service.id}: a relapse without a guard that is bad`);
}

function judgeAsked({ ground, look, service }: Commit, before: ServiceState, what: string): void {
  if (look.command !== null || before.delayedHold !== null) return;
  ground.violate('S3', `${service.id}: a ${what} that nobody asked for`);
}

function judgeEvidence(commit: Commit, before: ServiceState): void {
  const { ground, look, service, after } = commit;
  const primary = witness(look, service, 'primary');
  const left = primary === 'bad' || (primary === 'unknown' && answers(look, service, 'secondary'));
  if (!left)
    ground.violate('S4', `${service.id}: a hold although the pass was not told of a failure`);
  if (before.armed.atMs === null && after.armed.atMs === null) {
    ground.violate('S4', `${service.id}: a hold of a service that is not armed`);
  }
  if (listed(look, service) === null) return;
  const seen = highestListed(look, service);
  if (seen > (before.records?.generation ?? seen) && !did(commit, 'recordsAdopted')) {
    ground.violate('S19', `${service.id}: a hold while the zone is at generation ${seen}`);
  }
}

/** Automatic acts only; what a person asks for is not restrained. */
function judgeRestraint({ ground, service, before, after }: Commit, what: string): void {
  if (service.mode === 'observe') ground.violate('S20', `${service.id}: ${what} while observing`);
  if (before?.pause != null && after.pause !== null) {
    ground.violate('S20', `${service.id}: ${what} while paused`);
  }
}

function judgeWayBack(commit: Commit, before: ServiceState): void {
  const { ground, look, service, after } = commit;
  const guards = primaryGuards(look, service);
  if (guards === 'bad') ground.violate('S12', `${service.id}: a failback to a bad primary`);
  if (guards === 'unknown')
    ground.violate('S14', `${service.id}: a failback to an unknown primary`);
  const started = commit.entries.find(({ action }) => action === 'failbackStarted');
  if (started?.because !== 'whenStable') {
    if (look.command?.kind !== 'failback' || look.command.service !== service.id) {
      ground.violate('S3', `${service.id}: a failback that nobody asked for`);
    }
    return;
  }
  judgeRestraint(commit, 'a failback');
  if (service.failback.start !== 'when-stable') {
    ground.violate('S3', `${service.id}: a failback by itself although a person is to start it`);
  }
  if (before.incident?.needsPerson && after.incident?.needsPerson) {
    ground.violate('S3', `${service.id}: a failback by itself after a relapse or an abort`);
  }
  const leftMs = (after.cooldownUntilMs ?? 0) - look.startedAtMs - commit.committed.skewMs;
  if (leftMs > 0)
    ground.violate('S15', `${service.id}: a failback ${leftMs} ms before the cooldown ended`);
}

/** From the last stage, or because a person adopted records that are at rest. */
function judgeArrival(commit: Commit, before: ServiceState): void {
  const { ground, service } = commit;
  // Where the records are at rest already, it is over as soon as it begins.
  if (
    did(commit, 'failbackDone') &&
    (before.phase === 'Returning' || did(commit, 'failbackStarted'))
  ) {
    return;
  }
  if (did(commit, 'recordsAdopted') && commit.look.command !== null) return;
  ground.violate('S3', `${service.id}: from ${before.phase} to OnPrimary without a failback`);
}

function judgeDeparture(commit: Commit): void {
  if (did(commit, 'holdBegun') || did(commit, 'recordsAdopted')) return;
  commit.ground.violate('S3', `${commit.service.id}: moved to OnSecondary without a hold`);
}

function switchWentOff(before: ServiceState, after: ServiceState): boolean {
  return before.holdSwitch.position === 'on' && after.holdSwitch.position === 'off';
}

/** The switch is let go only when weights carry alone, when it does harm, or on the way back. */
function judgeRelease(commit: Commit, before: ServiceState): void {
  const { ground, truth, service, look, after } = commit;
  if (after.phase === 'Returning' || did(commit, 'recordsAdopted')) return;
  const release = commit.entries.find(({ action }) => action === 'switchReleased');
  if (release === undefined) {
    ground.violate('S3', `${service.id}: the switch went off and nobody said why`);
    return;
  }
  if (witness(look, service, 'secondary') === 'bad') return;
  const { records } = before;
  const landing = truth.landings.findLast(({ generation }) => generation === records?.generation);
  // Adopted records are of no change of Switchback's, so that nobody knows since when they are everywhere.
  const carries = records !== null && (landing === undefined || landing.insyncAtMs !== null);
  if (!carries || records?.progress.status === 'wanted') {
    ground.violate('S3', `${service.id}: the switch went off before the records were INSYNC`);
  }
}

/** New wishes for weights. A wish that is only repeated, or that a person made, is none. */
function judgeWish(commit: Commit, before: ServiceState): void {
  const { ground, truth, service, after, look } = commit;
  const isNew =
    after.records !== null &&
    after.records.decidedAtVersion === after.version &&
    after.records.progress.status === 'wanted';
  if (!isNew || did(commit, 'changeRepeated')) return;
  const list = listed(look, service);
  const isPersons = look.command !== null;
  if (list === null && after.phase === 'Returning') {
    ground.violate('S14', `${service.id}: a stage began although the records could not be read`);
  }
  if (list === null || isPersons || !truth.restored) return;
  const seen = highestListed(look, service);
  if (seen > (before.records?.generation ?? 0)) {
    ground.violate(
      'S19',
      `${service.id}: a new change on state ${before.records?.generation} while the zone is at ${seen}`,
    );
  }
}
