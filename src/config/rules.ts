import type { Rule } from './rule.ts';
import { ALARM_RULES } from './rules-alarms.ts';
import { FAILBACK_RULES } from './rules-failback.ts';
import { HEALTH_CHECK_RULES } from './rules-health-checks.ts';
import { NAME_RULES } from './rules-names.ts';
import { READINESS_RULES } from './rules-readiness.ts';
import { TARGET_RULES } from './rules-targets.ts';

/** Every rule that one service is held against. */
export const SERVICE_RULES: readonly Rule[] = [
  ...NAME_RULES,
  ...TARGET_RULES,
  ...HEALTH_CHECK_RULES,
  ...ALARM_RULES,
  ...READINESS_RULES,
  ...FAILBACK_RULES,
];
