import type { Draft } from './draft.ts';
import type { Finding } from './shape.ts';

export function compareServices(_drafts: readonly Draft[]): readonly Finding[] {
  return [];
}
