/** What a name server has to say to a question: the world's answer, with wildcards and CNAME chains as DNS wants them. */
import type { Answer, Outcome } from '../../route53/answer.ts';
import type { RecordType } from '../../route53/record-set.ts';
import { liesIn } from '../../route53/zone-records.ts';
import type { World } from '../../world/world.ts';

/** One name server of the world. */
export type AskServer = (name: string, type: RecordType) => ReturnType<World['nameServerReply']>;

export interface OwnedOutcome {
  readonly owner: string;
  readonly outcome: Outcome;
}

/** One of the things that may be said. */
export interface Saying {
  /** 0..1 of the questions. */
  readonly share: number;
  /** A chain of CNAMEs and what it leads to; empty when there is nothing of the type. */
  readonly chain: readonly OwnedOutcome[];
  readonly end: 'answer' | 'nodata' | 'nxdomain';
}

export interface FoundAnswer {
  readonly zone: { readonly id: string; readonly name: string };
  readonly sayings: readonly Saying[];
}

/** More than this is a loop. */
const LONGEST_CHAIN = 8;

/** `undefined`: the server does not serve the name. Throws where the world does not know what Route 53 would say. */
export function findAnswer(
  ask: AskServer,
  name: string,
  type: RecordType,
  followsCname: boolean,
): FoundAnswer | undefined {
  const { zone, answer } = ask(name, type);
  if (zone === undefined || answer === undefined) return undefined;

  const sayings = (owner: string, found: Answer, depth: number): readonly Saying[] => {
    const settled = found.kind === 'nxdomain' ? fromWildcard(ask, owner, type, zone.name) : found;
    if (settled.kind !== 'answer') return [{ share: 1, chain: [], end: settled.kind }];
    return settled.outcomes.flatMap((outcome) => follow({ owner, outcome }, depth));
  };
  const follow = (link: OwnedOutcome, depth: number): readonly Saying[] => {
    const { share, set } = link.outcome;
    const target = set.Type === 'CNAME' && followsCname ? cnameTarget(link.outcome) : undefined;
    const onward = target !== undefined && depth < LONGEST_CHAIN ? ask(target, type) : undefined;
    if (target === undefined || onward?.zone?.id !== zone.id || onward.answer === undefined) {
      return [{ share, chain: [link], end: 'answer' }];
    }
    return sayings(target, onward.answer, depth + 1).map((rest) => ({
      share: share * rest.share,
      chain: [link, ...rest.chain],
      end: rest.end,
    }));
  };
  return { zone, sayings: sayings(name, answer, 0) };
}

function cnameTarget({ set }: Outcome): string | undefined {
  return set.ResourceRecords?.[0]?.Value.replace(/\.$/, '').toLowerCase();
}

/** RFC 4592: the wildcard below the closest name that exists, and no other. */
function fromWildcard(ask: AskServer, name: string, type: RecordType, zoneName: string): Answer {
  const nothing: Answer = { kind: 'nxdomain' };
  let parent = name;
  do {
    parent = parent.slice(parent.indexOf('.') + 1);
    if (!liesIn(parent, zoneName)) return nothing;
  } while (ask(parent, 'SOA').answer?.kind === 'nxdomain');
  return ask(`*.${parent}`, type).answer ?? nothing;
}
