/** What can be the matter with a site. */
import type { SitePlan } from './site-plan.ts';

export type SiteCondition =
  | 'up'
  /** Packets vanish: who connects waits, and connections that stand are never answered again. */
  | { readonly kind: 'down' }
  /** The process is gone, its host is not: new connections are refused, those that stood are reset. */
  | { readonly kind: 'refused' }
  /** That share (0..1) of the requests is answered with the status, spread evenly. */
  | { readonly kind: 'status'; readonly status: number; readonly share: number }
  /** Every answer comes so many milliseconds of the account later. */
  | { readonly kind: 'slow'; readonly byMs: number }
  /** 200, with a body that nobody waits for. */
  | { readonly kind: 'wrong-body' }
  /** A certificate that has expired, for connections made from now on. */
  | { readonly kind: 'bad-certificate' }
  /** Lives, and says 503 where it is asked whether it is ready. */
  | { readonly kind: 'not-ready' };

/** Whether a site can be in that condition at all. */
export function canBe(plan: SitePlan, condition: SiteCondition): boolean {
  if (condition === 'up' || condition.kind === 'down' || condition.kind === 'refused') return true;
  if (condition.kind === 'not-ready') return isAskedForReadiness(plan);
  if (condition.kind === 'bad-certificate') return plan.protocol === 'https';
  return plan.protocol !== 'tcp';
}

/** A TCP site says nothing but that it is there, so one that is health-checked too cannot be unready alone. */
function isAskedForReadiness(plan: SitePlan): boolean {
  if (plan.protocol === 'tcp') return plan.isReadinessOnly;
  return [...plan.pages.values()].some(({ isReadiness }) => isReadiness);
}
