/** A drill's account over the ports that passes use too; commands and waiting are handed in. */
import { parseState } from '../core/parse-state.ts';
import { readAnswer } from '../core/replies.ts';
import type { Service, Side } from '../core/service.ts';
import { type Ports, questionKey } from '../ports.ts';
import { answerType } from '../reconcile/questions.ts';
import type { DrillAccount } from './account.ts';

type Watched = Pick<Ports, 'clock' | 'stateStore' | 'nameServers' | 'probes'>;

/** More than a drill writes. */
const TIMELINE_LIMIT = 200;

export function watchedAccount(
  service: Service,
  { clock, stateStore, nameServers, probes }: Watched,
  { pause, command }: Pick<DrillAccount, 'pause' | 'command'>,
): DrillAccount {
  const question = { zoneId: service.zone.id, name: service.names[0], type: answerType(service) };
  return {
    nowMs: () => clock.nowMs(),
    pause,
    command,
    answers: async () => {
      const replies = (await nameServers.ask([question])).get(questionKey(question)) ?? [];
      return replies.map((reply) => readAnswer([reply], service, question.type));
    },
    serves: async (side) => {
      const probe = endpointProbe(service, side);
      const reading = (await probes.run([probe])).get(probe.key);
      if (!reading?.known) throw new Error(`the ${side} could not be asked: ${reading?.why}`);
      return reading.value.good;
    },
    state: async () => {
      const item = (await stateStore.load([service.id])).get(service.id);
      if (item === undefined) return null;
      const parsed = parseState(service.id, item);
      if (!parsed.ok) throw new Error(`the stored state cannot be read: ${parsed.why}`);
      return parsed.state;
    },
    timeline: () => stateStore.listTimeline(service.id, TIMELINE_LIMIT),
  };
}

function endpointProbe(service: Service, side: Side) {
  return {
    key: side,
    kind: 'endpoint',
    check: service[side].healthCheck,
    ranges: service.probeRanges,
  } as const;
}
