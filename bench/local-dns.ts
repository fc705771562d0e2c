/**
 * How many questions a second one of the local cloud's name servers answers over UDP on one core, beside a bare echo of
 * datagrams in the same run: questions for a weighted pair, each drawn anew. `node bench/local-dns.ts 1` measures
 * one round instead of five. Client and server are threads of their own; what counts is the server's own time.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { HostAndPort } from '../src/config/endpoints.ts';
import { serveEcho, serveNames } from './local-dns-servers.ts';

const ROUNDS = Number(process.argv[2] ?? 5);
const QUESTIONS = 100_000;

interface Measured {
  readonly perSecond: number;
  /** Of the server's thread, for one question. */
  readonly cpuMicroseconds: number;
}

await main();

async function main(): Promise<void> {
  const echo = await serveEcho();
  const names = await serveNames();
  await measure(echo.address);
  await measure(names.address);
  const rounds: { echo: Measured; names: Measured }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ echo: await measure(echo.address), names: await measure(names.address) });
  }
  for (const what of ['echo', 'names'] as const) {
    const perSecond = median(rounds.map((round) => round[what].perSecond));
    const cpu = median(rounds.map((round) => round[what].cpuMicroseconds));
    process.stdout.write(
      `${what.padEnd(6)}${Math.round(perSecond).toLocaleString('en').padStart(9)} questions/s, ` +
        `${cpu.toFixed(1)} microseconds of a core each\n`,
    );
  }
  const ratio = median(rounds.map((round) => round.names.perSecond / round.echo.perSecond));
  const cpu = median(
    rounds.map((round) => round.names.cpuMicroseconds / round.echo.cpuMicroseconds),
  );
  process.stdout.write(
    `a name server answers ${ratio.toFixed(2)} of what an echo does, and each answer costs ${cpu.toFixed(2)} times as much\n`,
  );
  await Promise.all([echo.close(), names.close()]);
}

/** The client is a thread, so that this one is only the server. */
async function measure(address: HostAndPort): Promise<Measured> {
  const client = new Worker(new URL('./local-dns-client.ts', import.meta.url), {
    workerData: { address, questions: QUESTIONS },
  });
  await once(client, 'message');
  const before = process.threadCpuUsage();
  client.postMessage('go');
  const [seconds] = (await once(client, 'message')) as [number];
  const { user, system } = process.threadCpuUsage(before);
  await client.terminate();
  return { perSecond: QUESTIONS / seconds, cpuMicroseconds: (user + system) / QUESTIONS };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
