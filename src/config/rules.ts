import type { Rule } from './rule.ts';

/** Every rule that one service is held against. */
export const SERVICE_RULES: readonly Rule[] = [];
