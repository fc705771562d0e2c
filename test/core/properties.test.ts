import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deepFreeze } from '../../src/config/deep-freeze.ts';
import { decide } from '../../src/core/decide.ts';
import { ACTIONS } from '../../src/core/entry.ts';
import { judge, primaryGuards } from '../../src/core/judge.ts';
import { ACTS_KEPT, COMMANDS_KEPT, OUTBOX_KEPT } from '../../src/core/limits.ts';
import { parseState } from '../../src/core/parse-state.ts';
import { reads } from '../../src/core/reading.ts';
import { aService } from '../builders/configuration.ts';
import { placeOf } from '../builders/decision.ts';
import { liveOn, type Step, takeWalk, walks } from './walk.ts';

/** Every step of every walk. */
function always(rule: (step: Step) => void) {
  fc.assert(
    fc.property(walks, (walk) => takeWalk(walk).steps.forEach(rule)),
    { numRuns: 100 },
  );
}

function did({ decision }: Step, action: string): boolean {
  return decision.entries.some((entry) => entry.action === action);
}

/** The primary is meant to get more than before, by our own doing. */
function raisesPrimary(step: Step): boolean {
  const before = step.input.state.records?.weights.primary ?? 0;
  const after = step.decision.state.records?.weights.primary ?? 0;
  return after > before && !did(step, 'recordsAdopted');
}

function lets(step: Step): boolean {
  const off = step.decision.state.holdSwitch.position === 'off';
  const changed = step.input.state.holdSwitch.position === 'on' && off;
  return raisesPrimary(step) || (changed && step.decision.state.phase === 'Returning');
}

/** When the step that a pass found may be left: counted from INSYNC, or from the pass that saw the switch off. */
function dueMs({ input: { state, service, observation, nowMs } }: Step): number {
  const { ttlSeconds, failback } = service;
  const bakeMs = ttlSeconds * 1000 + failback.bakeMs;
  const step = state.failback?.steps[state.failback.step];
  if (step?.kind === 'weights') {
    const progress = state.records?.progress;
    return progress?.status === 'insync' ? progress.atMs + bakeMs : Number.POSITIVE_INFINITY;
  }
  if (!reads(observation.holdWitness, 'off')) return Number.POSITIVE_INFINITY;
  return (state.holdSwitch.seenAtMs ?? nowMs) + (step?.bakes ? bakeMs : 0);
}

describe('A decision, whatever is seen, asked and sent', () => {
  it('is a function of what it is given, changes none of it, and depends on no event', () => {
    always(({ input }) => {
      const frozen = deepFreeze(structuredClone(input));
      const once = decide(frozen);
      expect(decide(frozen)).toEqual(once);
      expect(decide({ ...frozen, ...{ event: { source: 'aws.cloudwatch' } } })).toEqual(once);
    });
  });

  it('counts the version up by one, or gives back the very state it was given', () => {
    always(({ input, decision }) => {
      if (decision.state === input.state) return expect(decision.entries).toEqual([]);
      expect(decision.state.version).toBe(input.state.version + 1);
    });
  });

  it('leaves a state that can be stored and read again', () => {
    always(({ decision: { state } }) => {
      const stored: unknown = JSON.parse(JSON.stringify(state));
      expect(parseState('shop', stored)).toEqual({ ok: true, state });
    });
  });

  it('remembers no more than it may', () => {
    always(({ decision: { state } }) => {
      expect(state.outbox.length).toBeLessThanOrEqual(OUTBOX_KEPT);
      expect(state.commands.length).toBeLessThanOrEqual(COMMANDS_KEPT);
      expect(state.acts.length).toBeLessThanOrEqual(ACTS_KEPT);
    });
  });

  it('answers every command', () => {
    always(({ input, decision }) => {
      expect(decision.answer !== null).toBe(input.command !== null);
      if (input.command?.kind === 'abort' && decision.answer?.because !== 'idUsedForAnother') {
        const earlier = input.state.commands.some(({ id }) => id === input.command?.id);
        if (!earlier) expect(decision.answer?.outcome).not.toBe('refused');
      }
    });
  });

  it('gives no traffic to the primary unless a person asked for it or it may start when stable', () => {
    always((step) => {
      if (!lets(step)) return;
      const { input, decision } = step;
      const asked = decision.answer?.because.startsWith('failback') ?? false;
      const byItself = decision.act?.towards === 'primary';
      if (byItself) expect(input.service.failback.start).toBe('when-stable');
      expect(input.state.phase === 'Returning' || asked || byItself).toBe(true);
    });
  });

  it('gives no traffic to the primary while anything is unknown or bad', () => {
    always((step) => {
      if (!lets(step)) return;
      const { observation } = step.input;
      expect(primaryGuards(judge(observation))).toBe('good');
      expect(observation.secondary.witness.known).toBe(true);
      expect(observation.records.known).toBe(true);
    });
  });

  it('takes no traffic to a secondary that Route 53 does not call healthy', () => {
    always((step) => {
      if (!did(step, 'holdBegun')) return;
      expect(reads(step.input.observation.secondary.witness, 'healthy')).toBe(true);
    });
  });

  it('begins no automatic act under a pause, the rate brake or the observe mode', () => {
    always(({ input, decision }) => {
      const paused = input.state.pause !== null && input.nowMs < input.state.pause.untilMs;
      const resumed = input.command?.kind === 'resume';
      const restrained = input.restraint !== null || input.service.mode === 'observe';
      if (restrained || (paused && !resumed)) expect(decision.act).toBeNull();
    });
  });

  it('begins no step before the last was everywhere for TTL and bake, and is good now', () => {
    always((step) => {
      const { input, decision } = step;
      const { failback, phase } = input.state;
      const goesOn = did(step, 'stageBegun') && !did(step, 'failbackStarted');
      if (phase !== 'Returning' || !(goesOn || did(step, 'failbackDone'))) return;
      expect(input.nowMs).toBeGreaterThanOrEqual(dueMs(step));
      expect(primaryGuards(judge(input.observation))).toBe('good');
      if (goesOn) expect(decision.state.failback?.step).toBe(Number(failback?.step) + 1);
    });
  });

  it('writes nothing while the records are not the intended ones and nobody adopts them', () => {
    always((step) => {
      const { input, decision } = step;
      const isDrift =
        did(step, 'conditionBegan') && decision.state.conditions.drift?.sinceMs === input.nowMs;
      if (!isDrift || input.command !== null || input.state.records === null) return;
      expect(raisesPrimary(step) || did(step, 'holdBegun')).toBe(false);
    });
  });
});

describe('When everything has become well', () => {
  it('a service comes to rest where it may rest, and then nothing is left to save', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        const hours = liveOn(walk.service, takeWalk(walk).end, 120);
        for (const { input, decision } of hours.slice(-30)) {
          expect(decision.state).toBe(input.state);
        }
        const { state } = hours.at(-1)!.decision;
        // A stage that waits and records that are not ours are told, and wait for a person.
        const { drift, frozen } = state.conditions;
        const told = state.failback?.waitingFor != null || drift?.told || frozen?.told;
        const rests = [
          'OnPrimary 100/0 off',
          'OnPrimary - off',
          'OnSecondary - on',
          walk.service.lastResort === 'secondary'
            ? 'OnSecondary 0/100 on'
            : 'OnSecondary 0/100 off',
        ];
        const adopted = state.records?.weights.primary === 7;
        expect(told || adopted || rests.includes(placeOf(state))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('a quiet day of a service at rest changes nothing', () => {
    const service = aService();
    const { end } = takeWalk({ service, start: 'atRest', passes: [] });
    const day = liveOn(service, end, 24 * 60);
    expect(day.every(({ input, decision }) => decision.state === input.state)).toBe(true);
  });
});

describe('The walks', () => {
  it('lead to every action that a decision can take while somebody is told', () => {
    const reached = new Set<string>();
    const options = { seed: 1, numRuns: 500 };
    for (const walk of fc.sample(walks, options)) {
      for (const { decision } of takeWalk(walk).steps) {
        for (const { action } of decision.entries) reached.add(action);
      }
    }
    const missed = ACTIONS.filter((action) => !reached.has(action));
    expect(missed).toEqual(['outboxCollapsed']);
  });
});
