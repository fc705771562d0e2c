/** What a person asks for, carried out or refused with the reason. The same id is answered once and for all. */

import { adoptRecords, confirmAdopted } from './adopt.ts';
import type { Command, CommandAnswer, CommandKind } from './command.ts';
import { obstacleToFailback, startFailback } from './failback.ts';
import { beginHold, obstacleToHold } from './hold.ts';
import { openIncident } from './incident.ts';
import { COMMANDS_KEPT } from './limits.ts';
import { stopReturning } from './returning.ts';
import {
  type Draft,
  type Rule,
  type Situation,
  withEntry,
  withRecordsOf,
  withState,
} from './situation.ts';
import { HELD, sameWeights } from './state.ts';

type Facts = CommandAnswer['facts'];
type CommandRule = (situation: Situation, draft: Draft, command: Command) => Draft;

const RULES: Readonly<Record<CommandKind, CommandRule>> = {
  failover,
  failback,
  approve,
  abort,
  pause,
  resume,
  acknowledge,
};

export const obey: Rule = (situation, draft) => {
  const { command } = situation;
  if (command === null) return draft;
  const digest = digestOf(command);
  const earlier = draft.state.commands.find(({ id }) => id === command.id);
  if (earlier?.digest === digest) return { ...draft, answer: earlier.answer };
  // An id that was taken over from another command must not keep an abort from being obeyed.
  if (earlier && command.kind !== 'abort') return answered(draft, 'refused', 'idUsedForAnother');
  const obeyed = isMeantForAnother(command, draft)
    ? answered(draft, 'refused', 'otherIncident', meantFor(command, draft))
    : RULES[command.kind](situation, draft, command);
  const confirmed = confirmAdopted(situation, draft.state, obeyed);
  return remember(noteRefusal(situation, confirmed, command), command, digest);
};

function digestOf({ kind, service, who, reason, forMs, incident }: Command): string {
  return JSON.stringify([kind, service, who, reason, forMs, incident]);
}

function isMeantForAnother({ incident }: Command, { state }: Draft): boolean {
  return incident !== undefined && incident !== state.incident?.id;
}

function meantFor({ incident = '' }: Command, { state }: Draft): Facts {
  return { incident, ...(state.incident && { openIncident: state.incident.id }) };
}

function remember(draft: Draft, { id }: Command, digest: string): Draft {
  if (draft.answer === null) return draft;
  const commands = [...draft.state.commands, { id, digest, answer: draft.answer }];
  return withState(draft, { commands: commands.slice(-COMMANDS_KEPT) });
}

function noteRefusal(situation: Situation, draft: Draft, command: Command): Draft {
  const { kind, who, reason } = command;
  if (draft.answer?.outcome !== 'refused') return draft;
  return withEntry(situation, draft, {
    action: 'commandRefused',
    because: draft.answer.because,
    telling: 'record',
    facts: { command: kind, who, reason, ...draft.answer.facts },
  });
}

function answered(
  draft: Draft,
  outcome: CommandAnswer['outcome'],
  because: string,
  facts: Facts = {},
): Draft {
  return { ...draft, answer: { outcome, because, facts } };
}

function failover(situation: Situation, draft: Draft, command: Command): Draft {
  const because = obstacleToFailover(situation, draft);
  if (because !== null) return answered(draft, 'refused', because, lacking(situation));
  const adopted = adoptRecords(situation, draft);
  const irregular = irregularity(situation, adopted);
  if (irregular !== null) return answered(draft, 'refused', 'recordsIrregular', irregular);
  const opened =
    adopted.state.incident === null
      ? openIncident(situation, adopted, 'planned', {
          action: 'incidentOpened',
          because: 'planned',
          telling: 'record',
          facts: { who: command.who, reason: command.reason },
        })
      : adopted;
  return answered(beginHold(situation, opened, 'planned'), 'waiting', 'holdBegun');
}

function obstacleToFailover(situation: Situation, draft: Draft): string | null {
  const { phase } = draft.state;
  if (phase === 'OnSecondary') return 'alreadyOnSecondary';
  if (phase === 'Returning') return 'returningUseAbort';
  if (situation.service.mode === 'observe') return 'observe';
  if (situation.judgement.secondary.health === 'unknown') return 'secondaryUnknown';
  const obstacle = obstacleToHold(situation, draft.state, 'person');
  if (obstacle !== null) return obstacle;
  return situation.judgement.secondaryReadiness.ready === 'ready' ? null : 'secondaryNotReady';
}

function lacking({ judgement }: Situation): Facts {
  const { lacking: names } = judgement.secondaryReadiness;
  return names.length > 0 ? { lacking: names.join(', ') } : {};
}

function failback(situation: Situation, draft: Draft, command: Command): Draft {
  const { phase } = draft.state;
  if (phase === 'OnPrimary') return answered(draft, 'refused', 'notHeld');
  if (phase === 'Returning' && !mayStartAnew(situation, draft)) {
    return answered(draft, 'refused', 'alreadyReturning');
  }
  const adopted = adoptRecords(situation, draft);
  if (adopted.state.phase === 'OnPrimary') return answered(adopted, 'done', 'recordsAtRest');
  const irregular = irregularity(situation, adopted);
  if (irregular !== null) return answered(draft, 'refused', 'recordsIrregular', irregular);
  const settled = withRecordsOf(situation, adopted.state);
  const obstacle = obstacleToFailback(settled, adopted.state);
  if (obstacle !== null) return answered(draft, 'refused', obstacle.because, obstacle.facts);
  return answered(
    startFailback(settled, adopted, command.who),
    'waiting',
    phase === 'Returning' ? 'failbackAnew' : 'failbackStarted',
  );
}

/** What keeps changed records from being adopted, e.g. one that is missing; `null` when nothing does. */
function irregularity(situation: Situation, { state }: Draft): Facts | null {
  const { records } = withRecordsOf(situation, state);
  if (records.kind === 'drift') return { detail: records.detail };
  return records.kind === 'foreign' ? { detail: `generation ${records.seen}` } : null;
}

/** A failback under way is begun anew for another configuration, for adopted records, or to leave a dead secondary. */
function mayStartAnew({ service, judgement, records }: Situation, { state }: Draft): boolean {
  if (state.failback?.configHash !== service.configHash) return true;
  if (records.kind === 'drift' || records.kind === 'foreign') return true;
  const last = state.failback.steps.length - 1;
  return judgement.secondary.health === 'unhealthy' && state.failback.step < last;
}

function approve(_: Situation, draft: Draft): Draft {
  const { failback: progress } = draft.state;
  if (progress?.waitingFor !== 'approval') return answered(draft, 'refused', 'nothingToApprove');
  const approved = withState(draft, { failback: { ...progress, approved: true } });
  return answered(approved, 'waiting', 'approved');
}

/** No guard refuses an abort. */
function abort(situation: Situation, draft: Draft): Draft {
  if (draft.state.phase !== 'Returning') return answered(draft, 'nothingToDo', 'notReturning');
  const adopted = adoptRecords(situation, draft);
  if (adopted.state.phase === 'OnPrimary') return answered(adopted, 'done', 'recordsAtRest');
  const stopped = stopReturning(situation, adopted, 'abort');
  const waits = stopped.state.delayedHold !== null;
  return answered(stopped, 'waiting', waits ? 'moveWaits' : 'holdBegun');
}

function pause(situation: Situation, draft: Draft, command: Command): Draft {
  const untilMs = situation.nowMs + (command.forMs ?? 0);
  const paused = withState(draft, {
    pause: {
      untilMs,
      owner: command.who,
      reason: command.reason,
      remindedAtMs: situation.nowMs,
    },
  });
  const told = withEntry(situation, paused, {
    action: 'paused',
    because: 'command',
    telling: 'inform',
    facts: { who: command.who, reason: command.reason, untilMs },
  });
  return answered(told, 'done', 'paused', { untilMs });
}

function resume(situation: Situation, draft: Draft, command: Command): Draft {
  if (draft.state.pause === null) return answered(draft, 'nothingToDo', 'notPaused');
  const resumed = withEntry(situation, withState(draft, { pause: null }), {
    action: 'pauseEnded',
    because: 'command',
    telling: 'inform',
    facts: { who: command.who },
  });
  return answered(resumed, 'done', 'resumed');
}

function acknowledge(situation: Situation, draft: Draft, command: Command): Draft {
  const adopted = adoptRecords(situation, draft);
  const { incident, cooldownUntilMs } = adopted.state;
  const irregular = irregularity(situation, adopted);
  const cooling = cooldownUntilMs !== null && situation.nowMs < cooldownUntilMs;
  const hold = adoptedWithoutSwitch(situation, adopted);
  if (adopted === draft && !cooling && !incident?.needsPerson && !hold) {
    if (irregular !== null) return answered(draft, 'refused', 'recordsIrregular', irregular);
    return answered(draft, 'nothingToDo', 'nothingToAcknowledge');
  }
  const lifted = withState(adopted, {
    cooldownUntilMs: null,
    incident: incident && { ...incident, needsPerson: false },
  });
  const told = withEntry(situation, lifted, {
    action: 'acknowledged',
    because: 'command',
    telling: 'record',
    facts: { who: command.who },
  });
  return answered(hold ? beginHold(situation, told, 'planned') : told, 'done', 'acknowledged');
}

/** Moved by hand to 0/100, where weights alone would still let Route 53 answer with the primary as its last resort. */
function adoptedWithoutSwitch(situation: Situation, { state }: Draft): boolean {
  const { lastResort, mode } = situation.service;
  if (lastResort !== 'secondary' || mode === 'observe') return false;
  if (state.phase !== 'OnSecondary' || state.holdSwitch.position === 'on') return false;
  if (state.records === null || !sameWeights(state.records.weights, HELD)) return false;
  return obstacleToHold(situation, state, 'person') === null;
}
