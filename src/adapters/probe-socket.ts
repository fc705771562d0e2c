/** A TCP connection to an address that was looked at, and to no other. */
import type { LookupAddress } from 'node:dns';
import { connect, type LookupFunction, type Socket } from 'node:net';

/** Of several addresses the next one is tried after this long. */
const NEXT_ADDRESS_MS = 1_000;

/** By the host itself; whatever else goes wrong is the way to it. */
const REFUSALS: ReadonlySet<string | undefined> = new Set(['ECONNREFUSED', 'ECONNRESET']);

export type Connection =
  | { readonly kind: 'connected'; readonly socket: Socket; readonly connectMs: number }
  | { readonly kind: 'refused'; readonly connectMs: number }
  | { readonly kind: 'no-connection' };

export interface Target {
  readonly host: string;
  readonly port: number;
  readonly addresses: readonly LookupAddress[];
}

export function openConnection(target: Target, withinMs: number): Promise<Connection> {
  const startedMs = performance.now();
  const { promise, resolve } = Promise.withResolvers<Connection>();
  const socket = connect({
    host: target.host,
    port: target.port,
    lookup: pinned(target.addresses),
    autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS,
  });
  const timer = setTimeout(() => end({ kind: 'no-connection' }), withinMs);
  const end = (connection: Connection) => {
    clearTimeout(timer);
    if (connection.kind !== 'connected') socket.destroy();
    resolve(connection);
  };
  const sinceStartMs = () => performance.now() - startedMs;
  socket.once('connect', () => end({ kind: 'connected', socket, connectMs: sinceStartMs() }));
  socket.on('error', ({ code }: NodeJS.ErrnoException) =>
    end(
      REFUSALS.has(code)
        ? { kind: 'refused', connectMs: sinceStartMs() }
        : { kind: 'no-connection' },
    ),
  );
  return promise;
}

/** Answers what is known already, so that nothing is resolved a second time, to something else. */
function pinned(addresses: readonly LookupAddress[]): LookupFunction {
  return (_host, { all }, answer) => {
    const [first] = addresses;
    if (all) return answer(null, [...addresses]);
    return answer(null, first?.address ?? '', first?.family);
  };
}
