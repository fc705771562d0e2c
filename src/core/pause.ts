/** A pause ends by itself, and is not forgotten while it lasts. */
import { PAUSE_REMINDER_MS } from './limits.ts';
import { type Rule, withEntry, withState } from './situation.ts';

export const followPause: Rule = (situation, draft) => {
  const { pause } = draft.state;
  if (pause === null) return draft;
  const { owner, reason, untilMs } = pause;
  if (situation.nowMs >= untilMs) {
    return withEntry(situation, withState(draft, { pause: null }), {
      action: 'pauseEnded',
      because: 'timeIsUp',
      telling: 'inform',
      facts: { who: owner },
    });
  }
  if (situation.nowMs - pause.remindedAtMs < PAUSE_REMINDER_MS) return draft;
  const reminded = withState(draft, { pause: { ...pause, remindedAtMs: situation.nowMs } });
  return withEntry(situation, reminded, {
    action: 'pauseReminder',
    because: 'stillPaused',
    telling: 'inform',
    facts: { who: owner, reason, untilMs },
  });
};
