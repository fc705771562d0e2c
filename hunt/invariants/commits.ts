/** A state that was just committed, held against the one before and against what the pass was told. */
import type { ServiceState } from '../../src/core/state.ts';
import type { Ground } from '../ground.ts';
import type { Committed, ServiceTruth } from '../service-truth.ts';
import { judgeActs } from './acts.ts';
import { type Commit, did } from './commit.ts';
import { judgeTimes } from './counted-times.ts';
import { judgeHistory } from './history.ts';
import { judgeMoves } from './moves.ts';
import { judgeStages } from './stages.ts';
import { judgeOutbox } from './telling.ts';

const FAMILIES = [judgeHistory, judgeOutbox, judgeMoves, judgeStages, judgeActs, judgeTimes];

export function judgeCommit(
  ground: Ground,
  truth: ServiceTruth,
  before: ServiceState | undefined,
  committed: Committed,
): void {
  const { state, invocation } = committed;
  const service = invocation.configuration.services.find(({ id }) => id === state.service);
  if (service === undefined) return;
  const item = state.outbox.find(({ version }) => version === state.version);
  const commit: Commit = {
    ground,
    truth,
    service,
    before,
    after: state,
    committed,
    look: committed.look,
    entries: item?.entries ?? [],
  };
  note(commit);
  for (const judge of FAMILIES) judge(commit);
  noteGoals(commit);
  if (did(commit, 'recordsAdopted')) {
    truth.restored = false;
    truth.edited = false;
  }
}

function note({ ground, after, entries, committed }: Commit): void {
  const { records, holdSwitch, phase, failback } = after;
  const weights = records ? `${records.weights.primary}/${records.weights.secondary}` : '-';
  const progress = records ? `g${records.generation} ${records.progress.status}` : '';
  const step = failback ? ` step ${failback.step}` : '';
  const said = entries.map(({ action, because }) => `${action}(${because})`).join(', ');
  ground.trail.note(
    'saved',
    `${after.service} v${after.version} by #${committed.invocation.number}: ${phase}${step} ${weights} ${progress} switch ${holdSwitch.position}${said && `; ${said}`}`,
  );
}

/** Entries by which a goal is known, where the entry says it all. */
const BY_ENTRY: Readonly<Record<string, string>> = {
  'conditionBegan frozen': 'restore detected',
  'conditionBegan drift': 'hand edit noticed',
  'recordsAdopted drift': 'hand edit adopted',
  'notHeld rateBrake': 'budget exhausted',
  'stageWaiting configChanged': 'configuration changed during a failback',
  'relapsed guardBad': 'relapse',
  'moveWaits secondaryUnhealthy': 'abort or relapse waits for the secondary',
  'switchReleased neverShown': 'switch never shown',
  'switchReleased secondaryUnhealthy': 'crossing left because of the secondary',
  'failbackStarted whenStable': 'failback by itself',
  'changeRepeated superseded': 'late change won, and the newer one was repeated',
  'changeRepeated changeIdLost': 'answer lost, then repeated',
  'wouldHold observe': 'observed only',
  'holdBegun primaryFailed': 'hold after a failure',
  'holdBegun planned': 'planned failover',
  'incidentClosed returnedByHand': 'returned by hand',
  'stageWaiting approval': 'stage waits for approval',
  lateHold: 'late hold',
  failbackDone: 'failback completed',
  flapped: 'flap',
};

function noteGoals(commit: Commit): void {
  const { ground, entries, before, after } = commit;
  for (const { action, because } of entries) {
    const goal = BY_ENTRY[`${action} ${because}`] ?? BY_ENTRY[action];
    if (goal !== undefined) ground.reach(goal);
  }
  if (did(commit, 'aborted') && before !== undefined) noteAbort(commit, before);
  if (after.phase === 'Returning' && bothDown(commit))
    ground.reach('both sides down during a failback');
  const sides = after.phase === 'OnSecondary' ? alarmWords(commit) : [];
  if (sides.includes('INSUFFICIENT_DATA')) ground.reach('alarm without data while held');
}

function alarmWords({ look }: Commit): readonly string[] {
  return [...look.alarms.values()].flatMap((one) => (one.known ? [one.value] : []));
}

function noteAbort({ ground }: Commit, { records, failback }: ServiceState): void {
  if (records?.progress.status !== 'insync') ground.reach('abort while a change is pending');
  if (failback !== null && failback.step + 1 === failback.steps.length) {
    ground.reach('abort against the last stage');
  }
}

function bothDown({ ground, service }: Commit): boolean {
  return (['primary', 'secondary'] as const).every((side) => {
    const { address, host, port } = service[side].healthCheck;
    const response = ground.world.siteAt(`${address ?? host}:${port}`);
    return response.kind !== 'http' || response.status >= 500;
  });
}
