/** Traffic is meant to be on the primary: notice a failure, hold it, or say why it is not held. */
import { beginHold, obstacleToHold } from './hold.ts';
import { closeIncident, openIncident } from './incident.ts';
import { reads } from './reading.ts';
import {
  type Draft,
  evidenceOf,
  type Rule,
  type Situation,
  withEntry,
  withState,
} from './situation.ts';
import { elapsedMs } from './stopwatch.ts';

export const onPrimary: Rule = (situation, draft) => {
  if (draft.state.phase !== 'OnPrimary') return draft;
  if (situation.judgement.route53LeftPrimary) {
    return holdOrSayWhyNot(situation, withIncident(situation, draft));
  }
  if (draft.state.incident === null) return noticeFlap(situation, draft);
  return returnedByItself(situation, draft);
};

function withIncident(situation: Situation, draft: Draft): Draft {
  if (draft.state.incident !== null) return draft;
  return openIncident(situation, draft, 'failure', {
    action: 'incidentOpened',
    because: 'primaryFailed',
    telling: 'page',
  });
}

function holdOrSayWhyNot(situation: Situation, draft: Draft): Draft {
  return obstacleToHold(situation, draft.state, 'automatic') === null
    ? beginHold(situation, draft, 'primaryFailed')
    : notHeld(situation, draft);
}

function notHeld(situation: Situation, draft: Draft): Draft {
  const { incident } = draft.state;
  const obstacle = obstacleToHold(situation, draft.state, 'automatic');
  if (incident === null || obstacle === null || incident.notHeldBecause === obstacle) return draft;
  const noted = withState(draft, { incident: { ...incident, notHeldBecause: obstacle } });
  return withEntry(situation, noted, {
    action: obstacle === 'observe' ? 'wouldHold' : 'notHeld',
    because: obstacle,
    telling: 'page',
    evidence: evidenceOf(situation),
  });
}

/** The alarm still shows a failure that DNS has already forgotten. */
function noticeFlap(situation: Situation, draft: Draft): Draft {
  const { primary } = situation.observation;
  const over =
    reads(primary.witness, 'healthy') && situation.judgement.primary.health === 'healthy';
  if (!over || !reads(primary.alarm, 'ALARM')) return draft;
  return openIncident(situation, draft, 'failure', {
    action: 'flapped',
    because: 'overBeforeSeen',
    telling: 'inform',
  });
}

function returnedByItself(situation: Situation, draft: Draft): Draft {
  const counted = countFlap(situation, draft);
  const { primaryStable } = counted.state;
  const { stableForMs } = situation.service.failback;
  const stable = elapsedMs(primaryStable, situation.nowMs) >= stableForMs;
  if (!stable || reads(situation.observation.primary.alarm, 'ALARM')) return counted;
  return closeIncident(situation, counted, {
    action: 'incidentClosed',
    because: 'primaryStableAgain',
    telling: 'inform',
  });
}

/** An unheld failure that ends is a flap: users moved there and back. */
function countFlap(situation: Situation, draft: Draft): Draft {
  const { incident } = draft.state;
  if (incident === null || incident.notHeldBecause === null) return draft;
  if (situation.judgement.primary.health !== 'healthy') return draft;
  const flapped = withState(draft, {
    incident: { ...incident, notHeldBecause: null, flaps: incident.flaps + 1 },
  });
  return withEntry(situation, flapped, {
    action: 'flapped',
    because: incident.notHeldBecause,
    telling: 'record',
    facts: { flaps: incident.flaps + 1 },
  });
}
