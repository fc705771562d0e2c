/** Whether everything that a scenario expects was observed. */
import type { Entry } from '../core/entry.ts';
import { judgeObjectives } from '../drill/objectives.ts';
import type { TimelineItem } from '../ports.ts';
import { measure } from './measures.ts';
import type { Recording } from './run.ts';
import type { Expectations, ExpectedEntry } from './scenario.ts';

export interface Finding {
  readonly expected: string;
  readonly observed: string;
  readonly met: boolean;
}

export function compare(recording: Recording, expect: Expectations): readonly Finding[] {
  const perService = recording.configuration.services.flatMap(({ id }) => [
    timelineFinding(id, recording.timelines.get(id) ?? [], expect.timeline),
    ...neverFindings(id, recording.timelines.get(id) ?? [], expect),
    phaseFinding(id, recording, expect),
    ...usersFindings(id, recording, expect),
  ]);
  return [
    ...perService,
    ...messagesFindings(recording, expect),
    ...(expect.objectivesMet ? objectiveFindings(recording) : []),
  ];
}

function timelineFinding(
  id: string,
  items: readonly TimelineItem[],
  expected: readonly ExpectedEntry[],
): Finding {
  let met = 0;
  for (const { entry } of items) {
    const next = expected[met];
    if (next !== undefined && matches(entry as Entry, next)) met += 1;
  }
  const missing = expected[met];
  return {
    expected: `${id}: ${expected.map(show).join(' → ')}`,
    observed:
      missing === undefined
        ? 'in this order'
        : `no ${show(missing)} where it was expected (${met + 1}.)`,
    met: missing === undefined,
  };
}

function matches({ action, because }: Entry, expected: ExpectedEntry): boolean {
  return action === expected.action && (expected.because ?? because) === because;
}

function show({ action, because }: ExpectedEntry): string {
  return because === null ? action : `${action}: ${because}`;
}

function neverFindings(
  id: string,
  items: readonly TimelineItem[],
  { never }: Expectations,
): readonly Finding[] {
  return never.map((action) => {
    const count = items.filter(({ entry }) => (entry as Entry).action === action).length;
    return {
      expected: `${id}: never ${action}`,
      observed: count === 0 ? 'never' : `${count} times`,
      met: count === 0,
    };
  });
}

function phaseFinding(id: string, { finalPhases }: Recording, { phase }: Expectations): Finding {
  const observed = finalPhases.get(id) ?? 'no phase';
  return { expected: `${id}: ends ${phase}`, observed, met: observed === phase };
}

function usersFindings(
  id: string,
  { finalShares }: Recording,
  { users }: Expectations,
): readonly Finding[] {
  if (users === null) return [];
  const share = finalShares.get(id)?.[users] ?? 0;
  return [
    {
      expected: `${id}: users on the ${users} at the end`,
      observed: `${Math.round(share * 100)} % are sent there`,
      met: share === 1,
    },
  ];
}

function messagesFindings(
  { inbox }: Recording,
  { messagesAtMost }: Expectations,
): readonly Finding[] {
  if (messagesAtMost === null) return [];
  return [
    {
      expected: `at most ${messagesAtMost} messages`,
      observed: `${inbox.length}`,
      met: inbox.length <= messagesAtMost,
    },
  ];
}

const OBJECTIVE_NAMES = { rto: 'longest outage', lostShare: 'requests lost' } as const;

function objectiveFindings(recording: Recording): readonly Finding[] {
  return recording.configuration.services.flatMap((service) =>
    judgeObjectives(service, measure(recording, service.id)).map(
      ({ of, atMost, observed, met }) => ({
        expected: `${service.id}: ${OBJECTIVE_NAMES[of]} at most ${atMost}`,
        observed,
        met,
      }),
    ),
  );
}
