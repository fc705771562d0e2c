/** What went wrong in a pass. A pass goes on without what failed; its caller hears of everything. */

export interface PassFault {
  readonly doing: string;
  readonly service: string | null;
  readonly cause: unknown;
}

export class PassFaults {
  readonly #faults: PassFault[] = [];

  add(doing: string, cause: unknown, service: string | null = null): void {
    this.#faults.push({ doing, service, cause });
  }

  all(): readonly PassFault[] {
    return this.#faults;
  }

  /** The call's answer, or `undefined` with the failure noted. */
  async attempt<T>(doing: string, call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call();
    } catch (cause) {
      this.add(doing, cause);
      return undefined;
    }
  }
}

/** Short and safe to show; never the whole error, which can carry requests and secrets. */
export function causeText(cause: unknown): string {
  try {
    return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  } catch {
    return `something of the type ${typeof cause}`;
  }
}
