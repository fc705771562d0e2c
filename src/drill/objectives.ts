/** Whether what users went through stays within a service's own objectives. */
import type { Service } from '../core/service.ts';
import { durationText } from '../messages/duration.ts';

export interface JudgedObjective {
  readonly of: 'rto' | 'lostShare';
  /** E.g. `3 min`. */
  readonly atMost: string;
  readonly observed: string;
  readonly met: boolean;
}

export function judgeObjectives(
  { objectives: { rtoMs, lostShare } }: Pick<Service, 'objectives'>,
  measures: { readonly longestOutageMs: number; readonly lostShare: number },
): readonly JudgedObjective[] {
  const judged: JudgedObjective[] = [];
  if (rtoMs !== undefined) {
    judged.push({
      of: 'rto',
      atMost: durationText(rtoMs),
      observed: durationText(measures.longestOutageMs),
      met: measures.longestOutageMs <= rtoMs,
    });
  }
  if (lostShare !== undefined) {
    judged.push({
      of: 'lostShare',
      atMost: `${Number((lostShare * 100).toFixed(4))} %`,
      observed: shareText(measures.lostShare),
      met: measures.lostShare <= lostShare,
    });
  }
  return judged;
}

/** One decimal place: `2.1 %`. */
export function shareText(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
