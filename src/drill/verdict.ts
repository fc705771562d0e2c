/** What a drill measured, and whether that is good enough. */
import type { Service } from '../core/service.ts';
import type { DrillResult } from './drill.ts';
import { judgeObjectives } from './objectives.ts';
import { summarize, type VisitSummary } from './visits.ts';

export interface DrillFinding {
  readonly expected: string;
  readonly observed: string;
  readonly met: boolean;
}

export interface DrillVerdict {
  readonly visits: VisitSummary;
  readonly findings: readonly DrillFinding[];
  /** Everything that was expected was seen, and every finding is met. */
  readonly passed: boolean;
}

export function judgeDrill(service: Service, result: DrillResult): DrillVerdict {
  const visits = summarize(result.visits);
  const findings = [...strayFindings(result), ...objectiveFindings(service, visits)];
  return {
    visits,
    findings,
    passed: result.outcome === 'done' && findings.every(({ met }) => met),
  };
}

function strayFindings({ strayed: { answers, of } }: DrillResult): readonly DrillFinding[] {
  if (of === 0) return [];
  return [
    {
      expected: 'DNS sends nobody to the primary while users are held',
      observed: `${answers} of ${of} answers`,
      met: answers === 0,
    },
  ];
}

/** Nothing can be said of users where none was. */
function objectiveFindings(service: Service, visits: VisitSummary): readonly DrillFinding[] {
  if (visits.visits === 0) return [];
  const measured = {
    longestOutageMs: visits.longestGapMs,
    lostShare: visits.lost / visits.visits,
  };
  return judgeObjectives(service, measured).map(({ of, atMost, observed, met }) => ({
    expected:
      of === 'rto' ? `no outage longer than ${atMost}` : `at most ${atMost} of requests lost`,
    observed,
    met,
  }));
}
