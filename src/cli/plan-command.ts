import type { Configuration } from '../core/service.ts';
import { describePlan } from '../infrastructure/plan.ts';
import { planText } from './plan-text.ts';

/** What `switchback plan --offline` prints, without the last line break. */
export function planCommand(
  configuration: Configuration,
  { json }: { readonly json: boolean },
): string {
  const plan = describePlan(configuration);
  return json ? JSON.stringify(plan, null, 2) : planText(plan);
}
