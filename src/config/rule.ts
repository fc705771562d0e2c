/** What depends on more than one field, as small rules; each says which fields it reads. */
import type { Side } from '../core/service.ts';
import { SIDES } from '../core/service.ts';
import type { Draft, DraftSide } from './draft.ts';
import type { Path } from './faults.ts';
import type { ServiceInput, SideInput } from './schema.ts';
import type { Finding } from './shape.ts';

/** A service as the rules see it: as written (defaults merged in), and with everything filled in. */
export interface Subject {
  readonly input: ServiceInput;
  readonly draft: Draft;
}

/** A rule is silent while something it reads has a fault of its own, so that one slip is one fault. */
export interface Rule {
  /** Dotted paths in the service. */
  readonly reads: readonly string[];
  /** Paths in the answer begin at the service. */
  readonly check: (subject: Subject) => readonly Finding[];
}

export interface SideSubject {
  readonly side: Side;
  readonly input: SideInput;
  readonly draft: DraftSide;
  readonly service: Draft;
}

/** The same rule for both sides. `reads` and paths begin at the side, except for `reads` that begin with `/`. */
export function forEachSide(
  reads: readonly string[],
  check: (subject: SideSubject) => readonly Finding[],
): readonly Rule[] {
  return SIDES.map((side) => ({
    reads: reads.map((path) => (path.startsWith('/') ? path.slice(1) : `${side}.${path}`)),
    check: ({ input, draft }) =>
      check({ side, input: input[side] ?? {}, draft: draft[side], service: draft }).map(
        (finding) => ({ ...finding, path: [side, ...finding.path] }),
      ),
  }));
}

/** One finding when `broken`, none otherwise. */
export function refuseIf(
  broken: boolean,
  path: Path,
  found: string,
  allowed: string,
  suggestion?: string,
): readonly Finding[] {
  return broken ? [{ path, found, allowed, suggestion }] : [];
}

/** Runs every rule whose fields are sound. `faulty` are the paths in the service that have a fault already. */
export function applyRules(
  rules: readonly Rule[],
  subject: Subject,
  faulty: readonly Path[],
): readonly Finding[] {
  const faultyPaths = faulty.map((path) => path.join('.'));
  return rules
    .filter(({ reads }) => !reads.some((path) => faultyPaths.some((other) => touches(path, other))))
    .flatMap(({ check }) => check(subject));
}

function touches(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);
}
