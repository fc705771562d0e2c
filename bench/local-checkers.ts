/**
 * What the local cloud's health checkers cost in real time: 200 endpoints, 16 checkers each, every 10 seconds, beside as
 * many bare requests as they make, to the same site and at the same pace. The site is another process, whose time does
 * not count. `node bench/local-checkers.ts 10 HTTPS 40` measures 10 seconds of each, over HTTPS, for 40 endpoints.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { get as httpGet } from 'node:http';
import { get as httpsGet } from 'node:https';
import { liveCheckers } from '../src/local/checkers/live-checkers.ts';
import { VirtualClock } from '../src/local/virtual-clock.ts';
import type { EndpointHealthCheck } from '../src/route53/health-check.ts';
import type { RunningCheckers } from '../src/world/checking.ts';
import { chanceFor } from '../src/world/random.ts';
import { ProbeCounter } from './probe-counter.ts';

const SECONDS = Number(process.argv[2] ?? 30);
const TYPE = process.argv[3] === 'HTTPS' ? 'HTTPS' : 'HTTP';
const ENDPOINTS = Number(process.argv[4] ?? 200);
const CHECKERS = 16;
const INTERVAL_SECONDS = 10;
const MEGABYTE = 1_048_576;

const site = fork(new URL('./local-checkers-site.ts', import.meta.url), [TYPE]);
const [port] = (await once(site, 'message')) as [number];

const checkers = await measured('checkers', startCheckers);
const requests = await measured('bare requests', startRequests);
process.stdout.write(
  `${ENDPOINTS} endpoints, ${CHECKERS} checkers each, ${TYPE}: ` +
    `${(checkers.corePercent / requests.corePercent).toFixed(2)} times what bare requests cost a core, ` +
    `${checkers.megabytes - requests.megabytes} MB more\n`,
);
site.kill();

interface Load {
  /** Probes or requests that have ended, and how many of them failed. */
  counts(): { done: number; failed: number };
  stop(): void;
}

/** The first interval is left out: then all of them are under way, and the compiler is done. */
async function measured(what: string, start: () => Load) {
  const load = start();
  await passing(INTERVAL_SECONDS);
  const { done: doneBefore } = load.counts();
  const before = { cpu: process.threadCpuUsage(), atMs: performance.now() };
  await passing(SECONDS);
  const { user, system } = process.threadCpuUsage(before.cpu);
  const elapsedMs = performance.now() - before.atMs;
  const { done, failed } = load.counts();
  const megabytes = Math.round(process.memoryUsage().rss / MEGABYTE);
  load.stop();
  const corePercent = (user + system) / elapsedMs / 10;
  const perSecond = ((done - doneBefore) / elapsedMs) * 1000;
  process.stdout.write(
    `${what.padEnd(15)}${perSecond.toFixed(0).padStart(5)} a second, ${corePercent.toFixed(1)} % of a core, ` +
      `${megabytes} MB resident, ${failed} failed\n`,
  );
  return { corePercent, megabytes };
}

function passing(seconds: number): Promise<void> {
  return new Promise((passed) => setTimeout(passed, seconds * 1000));
}

function startCheckers(): Load {
  const clock = VirtualClock.start(1);
  const probing = liveCheckers(clock, chanceFor(1, 'checkers'));
  const running: RunningCheckers[] = [];
  for (let endpoint = 1; endpoint <= ENDPOINTS; endpoint += 1) {
    const check: EndpointHealthCheck = {
      Type: TYPE,
      IPAddress: addressOf(endpoint),
      Port: port,
      ResourcePath: '/health',
      RequestInterval: INTERVAL_SECONDS,
      FailureThreshold: 3,
    };
    running.push(probing(check, CHECKERS, () => {}));
  }
  const counter = new ProbeCounter();
  const count = () => {
    for (const [index, one] of running.entries()) counter.count(index, one);
  };
  // Often enough to miss none.
  const counting = setInterval(count, (INTERVAL_SECONDS * 1000) / 4);
  return {
    counts: () => {
      count();
      return counter;
    },
    stop: () => {
      clearInterval(counting);
      probing.stop();
      clock.stop();
    },
  };
}

/** One after the other at the same pace, each on a connection of its own. */
function startRequests(): Load {
  const get = TYPE === 'HTTPS' ? httpsGet : httpGet;
  let sent = 0;
  let done = 0;
  let failed = 0;
  const everyMs = (INTERVAL_SECONDS * 1000) / (ENDPOINTS * CHECKERS);
  const fromMs = performance.now();
  const timer = setInterval(() => {
    // Where requests take longer than their pace allows, they fall behind.
    const due = (performance.now() - fromMs) / everyMs;
    while (sent < due) {
      sent += 1;
      const host = addressOf((sent % ENDPOINTS) + 1);
      const options = { host, port, path: '/health', agent: false, rejectUnauthorized: false };
      get(options, (response) => {
        response.resume();
        response.on('end', () => {
          done += 1;
        });
      }).on('error', () => {
        failed += 1;
      });
    }
  }, everyMs);
  return { counts: () => ({ done, failed }), stop: () => clearInterval(timer) };
}

function addressOf(endpoint: number): string {
  return `127.0.41.${endpoint}`;
}
