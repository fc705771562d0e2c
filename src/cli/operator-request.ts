/** What a person asks of a deployed Switchback, as the function that takes it and its payload. */
import type { CommandKind } from '../core/command.ts';
import type { FunctionId } from '../infrastructure/functions.ts';
import { functionFor } from '../messages/command-line.ts';

export interface OperatorRequest {
  readonly function: FunctionId;
  readonly payload: Readonly<Record<string, string | number>>;
}

export interface Asked {
  /** `*` for all. */
  readonly service: string;
  readonly who: string;
  readonly reason?: string | undefined;
  readonly incident?: string | undefined;
  readonly forMs?: number | undefined;
}

/** The id makes a request that is sent twice one command. No time goes with it: AWS refuses an old signature by itself. */
export function operatorRequest(
  kind: CommandKind,
  { service, who, reason, incident, forMs }: Asked,
  id: string,
): OperatorRequest {
  return {
    function: functionFor(kind),
    payload: {
      command: kind,
      service,
      id,
      who,
      ...(reason !== undefined && { reason }),
      ...(incident !== undefined && { incident }),
      ...(forMs !== undefined && { forMs }),
    },
  };
}

export function statusRequest(service: string | undefined): OperatorRequest {
  return {
    function: 'operate',
    payload: { command: 'status', ...(service !== undefined && { service }) },
  };
}
