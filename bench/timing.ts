/** Seconds of a task, several times over. */

export interface Timing {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export async function timed(times: number, task: () => Promise<void>): Promise<Timing> {
  const seconds: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const startMs = performance.now();
    await task();
    seconds.push((performance.now() - startMs) / 1000);
  }
  seconds.sort((a, b) => a - b);
  const [least = Number.NaN] = seconds;
  const median = seconds[Math.floor(seconds.length / 2)] ?? Number.NaN;
  return { median, least, most: seconds.at(-1) ?? Number.NaN };
}
