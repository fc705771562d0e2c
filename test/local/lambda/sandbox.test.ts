import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type FinishedInvocation,
  LocalFunction,
} from '../../../src/local/lambda/local-function.ts';
import { VirtualClock } from '../../../src/local/virtual-clock.ts';

const SPEED = 30;
const dir = mkdtempSync(join(tmpdir(), 'switchback-test-'));

/** What a bundle may do, by what its event asks for. */
const BUNDLE = `
  let runs = 0;
  exports.handler = async (event, context) => {
    runs += 1;
    switch (event.act) {
      case 'fail': throw new TypeError('it fails');
      case 'hang': return new Promise((resolve) => setTimeout(resolve, 3_600_000));
      case 'exit': process.exit(3);
      case 'wait': await new Promise((resolve) => setTimeout(resolve, event.ms)); break;
      case 'turn deaf': setImmediate(() => {
        process.removeAllListeners('disconnect');
        process.once('disconnect', () => console.log('deaf'));
        process.disconnect();
        setInterval(() => {}, 3_600_000);
      }); break;
      case 'print': console.log('first line\\nsecond line'); break;
    }
    return { runs, name: context.functionName, env: process.env.GIVEN ?? null, pid: process.pid,
      nowMs: Date.now(), made: new Date().getTime(), told: new Date(5).getTime(), left: context.getRemainingTimeInMillis() };
  };
`;

interface Answer {
  readonly runs: number;
  readonly name: string;
  readonly env: string | null;
  readonly pid: number;
  readonly nowMs: number;
  readonly made: number;
  readonly told: number;
  readonly left: number;
}

const clock = VirtualClock.start(SPEED);
const lines: string[] = [];
const finished: FinishedInvocation[] = [];
const open: LocalFunction[] = [];

function keep(line: string): void {
  lines.push(line);
}

function aFunction(bundle = 'index.cjs', { log = keep, timeoutSeconds = 4 } = {}): LocalFunction {
  const settings = {
    name: 'switchback-tick',
    arn: 'arn:aws:lambda:us-west-2:123456789012:function:switchback-tick',
    bundle: join(dir, bundle),
    timeoutSeconds,
    memoryMb: 512,
    environment: { GIVEN: 'yes' },
  };
  const made = new LocalFunction(settings, clock, log, (one) => finished.push(one));
  open.push(made);
  return made;
}

async function answerOf(one: LocalFunction, event: object = {}): Promise<Answer> {
  const { payload, functionError } = await one.invoke(JSON.stringify(event));
  expect(functionError).toBeUndefined();
  return JSON.parse(payload);
}

beforeAll(() => {
  writeFileSync(join(dir, 'index.cjs'), BUNDLE);
  writeFileSync(join(dir, 'broken.cjs'), 'throw new Error("cannot start");');
});

afterEach(() => {
  for (const one of open.splice(0)) one.close();
  lines.length = 0;
  finished.length = 0;
});

afterAll(() => {
  clock.stop();
  rmSync(dir, { recursive: true });
});

describe('a function in a process of its own', () => {
  it('has the environment that it is given and nothing else of this machine', async () => {
    const answer = await answerOf(aFunction());
    expect(answer).toMatchObject({ name: 'switchback-tick', env: 'yes' });
    expect(answer.pid).not.toBe(process.pid);
  });

  it('lives in the time of the account, by whatever way it asks', async () => {
    const beforeMs = clock.nowMs();
    const { nowMs, made, told, left } = await answerOf(aFunction());
    const afterMs = clock.nowMs();
    expect(nowMs).toBeGreaterThanOrEqual(beforeMs);
    expect(nowMs).toBeLessThanOrEqual(afterMs);
    expect(made).toBeLessThanOrEqual(afterMs);
    expect(told).toBe(5);
    expect(left).toBeLessThanOrEqual(4_000);
    expect(left).toBeGreaterThan(0);
  });

  it('waits as long as the account says, so that a long wait is a short one here', async () => {
    const one = aFunction();
    await one.warmUp();
    const startMs = performance.now();
    await answerOf(one, { act: 'wait', ms: 3_000 });
    expect(performance.now() - startMs).toBeLessThan(3_000);
    const [{ startedAtMs = 0, endedAtMs = 0 } = {}] = finished;
    expect(endedAtMs - startedAtMs).toBeGreaterThanOrEqual(3_000 - SPEED);
  });

  it('is kept warm for the next invocation', async () => {
    const one = aFunction();
    const first = await answerOf(one);
    const second = await answerOf(one);
    expect(second).toMatchObject({ runs: 2, pid: first.pid });
  });

  it('gets a second process while the first one is busy', async () => {
    const one = aFunction();
    const [first, second] = await Promise.all([
      answerOf(one, { act: 'wait', ms: 1_500 }),
      answerOf(one),
    ]);
    expect(first.pid).not.toBe(second.pid);
  });

  it('tells of an error as Lambda does, and goes on', async () => {
    const one = aFunction();
    const { payload, functionError } = await one.invoke('{"act":"fail"}');
    expect(functionError).toBe('Unhandled');
    expect(JSON.parse(payload)).toMatchObject({ errorType: 'TypeError', errorMessage: 'it fails' });
    expect(await answerOf(one)).toMatchObject({ runs: 2 });
  });

  it('is ended at its time-out and starts cold after it', async () => {
    const one = aFunction();
    const { payload, functionError } = await one.invoke('{"act":"hang"}');
    expect(functionError).toBe('Unhandled');
    expect(JSON.parse(payload)).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(
        /^RequestId: .+ Error: Task timed out after 4\.00 seconds$/,
      ),
    });
    expect(await answerOf(one)).toMatchObject({ runs: 1 });
  });

  it('tells that its process has ended, and starts cold after it', async () => {
    const one = aFunction();
    const { payload, functionError } = await one.invoke('{"act":"exit"}');
    expect(functionError).toBe('Unhandled');
    expect(JSON.parse(payload)).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect(await answerOf(one)).toMatchObject({ runs: 1 });
  });

  it('can be killed in the middle, and only then', async () => {
    const one = aFunction();
    await one.warmUp();
    expect(one.kill()).toBe(false);
    const running = one.invoke('{"act":"hang"}');
    expect(one.kill()).toBe(true);
    const { payload } = await running;
    expect(JSON.parse(payload)).toMatchObject({
      errorMessage: expect.stringContaining('SIGKILL'),
    });
  });

  it('is ended when its process can be told nothing any more, and starts cold after it', async () => {
    const deaf = Promise.withResolvers<string>();
    const one = aFunction('index.cjs', { log: deaf.resolve, timeoutSeconds: 900 });
    await answerOf(one, { act: 'turn deaf' });
    expect(await deaf.promise).toBe('deaf');
    const { payload, functionError } = await one.invoke('{}');
    expect(functionError).toBe('Unhandled');
    expect(JSON.parse(payload)).toMatchObject({ errorMessage: expect.stringContaining('SIGKILL') });
    expect(await answerOf(one)).toMatchObject({ runs: 1 });
  });

  it('starts no process any more once it is gone', async () => {
    const one = aFunction();
    const running = one.invoke('{"act":"hang"}');
    one.close();
    expect((await running).functionError).toBe('Unhandled');
    expect(JSON.parse((await one.invoke('{}')).payload)).toMatchObject({
      errorMessage: 'The function is gone.',
    });
  });

  it('says at once that a bundle cannot be loaded', async () => {
    await expect(aFunction('broken.cjs').warmUp()).rejects.toThrow('switchback-tick');
  });

  it('gives what it printed line by line, and the end of it with the invocation', async () => {
    const one = aFunction();
    const { logTail } = await one.invoke('{"act":"print"}');
    expect(logTail).toContain('second line');
    expect(lines).toEqual(expect.arrayContaining(['first line', 'second line']));
  });
});
