/** The way back in a calm world: every failback must be completed in its time, and an abort must be obeyed in its. */
import type { Service } from '../src/core/service.ts';
import type { CommandReply } from '../src/functions/command-function.ts';
import type { Chance } from '../src/world/random.ts';
import { MINUTE_MS } from './ground.ts';
import { sharesOf } from './invariants/answers.ts';
import type { Course } from './run-seed.ts';

/** A tick to notice, a change, and the tick after. */
const STEP_MS = 4 * MINUTE_MS;
const ABORTED_MS = 4 * MINUTE_MS;

export async function comeBack(course: Course, chance: Chance): Promise<void> {
  for (const service of course.ground.services) {
    if (service.mode === 'observe') continue;
    if (chance.share() < 0.3) await goAway(course, service);
    await failback(course, service, chance.share() < 0.35);
  }
}

async function goAway({ ground, operators, advance }: Course, { id }: Service): Promise<void> {
  if (ground.truth.of(id).state?.phase !== 'OnPrimary') return;
  void operators.ask('failover', id);
  await advance(10 * MINUTE_MS);
}

async function failback(course: Course, service: Service, aborts: boolean): Promise<void> {
  const { ground, operators, advance } = course;
  const { bakeMs, stableForMs, stages } = service.failback;
  const stepMs = service.ttlSeconds * 1000 + bakeMs + MINUTE_MS + STEP_MS;
  const endMs = ground.nowMs + stableForMs + (stages.length + 2) * stepMs + 20 * MINUTE_MS;
  let willAbort = aborts;
  const truth = ground.truth.of(service.id);
  let said = 'nothing';
  while (truth.state?.phase !== 'OnPrimary' && ground.nowMs < endMs) {
    const waits = truth.state?.failback?.waitingFor ?? null;
    if (truth.state?.phase === 'OnSecondary' || waits === 'configChanged') {
      void operators.ask('failback', service.id).then((reply) => {
        said = outcome(reply, service);
      });
    }
    if (waits === 'approval') void operators.ask('approve', service.id);
    await advance(MINUTE_MS);
    if (willAbort && truth.state?.phase === 'Returning') {
      willAbort = false;
      await abort(course, service);
    }
  }
  if (truth.state?.phase !== 'OnPrimary') {
    ground.violate(
      'L3',
      `${service.id} is ${truth.state?.phase}, waits for ${truth.state?.failback?.waitingFor}; the last answer was ${said}`,
    );
  }
}

function outcome(reply: CommandReply | undefined, { id }: Service): string {
  const answer = reply?.answers[id];
  return answer === undefined ? String(reply?.outcome) : `${answer.outcome} ${answer.because}`;
}

async function abort(course: Course, { id }: Service): Promise<void> {
  const { ground, operators, advance } = course;
  void operators.ask('abort', id);
  await advance(ABORTED_MS);
  if (!isOffPrimary(course, id)) {
    ground.violate('L10', `${id}: users are still on the primary ${ABORTED_MS} ms after the abort`);
  }
  // The switch goes on and off again with the move; the way back is open only after both.
  await advance(9 * MINUTE_MS);
}

function isOffPrimary({ ground }: Course, id: string): boolean {
  return sharesOf(ground, ground.truth.of(id).service).primary === 0;
}
