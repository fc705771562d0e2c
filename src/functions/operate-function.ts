/** The operator's function: the commands that are no failback, and `status`, which only looks. */
import { shown } from '../core/shown.ts';
import { renderStatus } from '../messages/status.ts';
import { wordingFor } from '../messages/wording.ts';
import { type CommandReply, commandFunction } from './command-function.ts';
import type { Deployed } from './run-pass.ts';

export interface StatusReply {
  readonly text: string;
  readonly outcome: 'done' | 'failed';
}

export function operateFunction(deployed: Deployed) {
  const obey = commandFunction(deployed, ['failover', 'pause', 'resume', 'acknowledge']);
  return async (
    payload: unknown,
    requestId: string,
    nowMs: number,
  ): Promise<CommandReply | StatusReply> =>
    asksForStatus(payload) ? status(deployed, payload.service) : obey(payload, requestId, nowMs);
}

function asksForStatus(payload: unknown): payload is { readonly service?: unknown } {
  return (payload as { command?: unknown } | null | undefined)?.command === 'status';
}

/** Of one service, or of all where none is named. */
async function status({ configuration, runPass }: Deployed, wanted: unknown): Promise<StatusReply> {
  const services = configuration.services.filter(
    ({ id }) => wanted === undefined || wanted === '*' || wanted === id,
  );
  if (services.length === 0) {
    const known = configuration.services.map(({ id }) => id).join(', ');
    return {
      text: `service: found ${shown(wanted)}; allowed: ${known}`,
      outcome: 'failed',
    };
  }
  const { decisions } = await runPass(null);
  const texts = services.map((service) => {
    const decision = decisions.get(service.id);
    return decision === undefined
      ? `${service.id}: the state cannot be read. Nothing is changed while that lasts; Route 53 still fails over by itself.`
      : renderStatus(
          wordingFor(service.language),
          configuration,
          service,
          decision.state,
          decision.standing,
        );
  });
  const all = services.every(({ id }) => decisions.has(id));
  return { text: texts.join('\n\n'), outcome: all ? 'done' : 'failed' };
}
