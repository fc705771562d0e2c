/** Runs tasks a few at a time; their results come in the order of the tasks. */
export async function inJobs<Task, Result>(
  tasks: readonly Task[],
  jobs: number,
  run: (task: Task) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = [...tasks.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [at, task] = next;
      results[at] = await run(task);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return results;
}
