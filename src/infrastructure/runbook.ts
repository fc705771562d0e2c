/** What every alarm says of itself: what it means, what to do, and where the runbook goes on. */

export const RUNBOOKS = ['docs/en/runbook.md', 'docs/ja/runbook.md'] as const;

/** `anchor` is the same in all languages, and in most cases the alarm's name without stack and service. */
export function alarmDescription(means: string, toDo: string, anchor: string): string {
  return `${means} ${toDo} Runbook: ${RUNBOOKS.map((path) => `${path}#${anchor}`).join(', ')}`;
}
