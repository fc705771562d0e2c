import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { alarmFunction } from '../../src/functions/alarm-function.ts';
import { logLines } from '../../src/functions/pass-report.ts';
import { StatesUnreadableError } from '../../src/functions/run-pass.ts';
import { tickFunction } from '../../src/functions/tick-function.ts';
import { aDeployedScene } from './deployed-scene.ts';

const SAMPLES = readdirSync('events').filter((file) => file.startsWith('alarm-'));
const readSample = (file: string): unknown => JSON.parse(readFileSync(`events/${file}`, 'utf8'));

/** Corpus E of things that may arrive in the place of an event. */
const RUBBISH: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['a list', []],
  ['a text', 'text'],
  ['an empty object', {}],
  ['records that are no list', { Records: 'x' }],
  ['records of nothing', { Records: [null, 7, {}] }],
  ['a body that is no JSON', { Records: [{ messageId: 'm', body: '{' }] }],
  ['an SNS event', { Records: [{ Sns: { Message: 'x' } }] }],
  ['an event of another source', { source: 'aws.ec2', detail: {} }],
];

describe('the alarm function', () => {
  it.each([...SAMPLES.map((file) => [file, readSample(file)] as const), ...RUBBISH])(
    'takes %s for a wake-up call and nothing more',
    async (_, event) => {
      const { scene, deployed } = await aDeployedScene();
      const before = scene.world.calls.get('dynamodb:PutItem');
      expect(await alarmFunction(deployed)(event)).toEqual({ batchItemFailures: [] });
      expect(scene.world.calls.get('dynamodb:PutItem')).toBe(before);
      expect(scene.inbox).toEqual([]);
    },
  );

  it.each(SAMPLES)('decides the same whatever %s says: what is so now', async (file) => {
    const { scene, deployed } = await aDeployedScene();
    scene.breakSide('primary');
    scene.advance(60_000);
    await alarmFunction(deployed)(readSample(file));
    expect((await scene.state()).phase).toBe('OnSecondary');
  });

  it('gives the messages back to the queue when no state can be read', async () => {
    const { scene, deployed } = await aDeployedScene();
    scene.world.setFault('stateStore', 'error');
    const event = readSample('alarm-several.json') as { Records: { messageId: string }[] };
    const { batchItemFailures } = await alarmFunction(deployed)(event);
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(
      event.Records.map(({ messageId }) => messageId),
    );
  });
});

describe('the tick function', () => {
  it('runs a pass', async () => {
    const { scene, deployed } = await aDeployedScene();
    scene.breakSide('primary');
    scene.advance(60_000);
    await tickFunction(deployed)();
    expect((await scene.state()).phase).toBe('OnSecondary');
  });

  it('fails visibly when no state can be read', async () => {
    const { scene, deployed } = await aDeployedScene();
    scene.world.setFault('stateStore', 'error');
    await expect(tickFunction(deployed)()).rejects.toThrow(StatesUnreadableError);
  });
});

describe('the report of a pass', () => {
  it('says nothing of a quiet pass', async () => {
    const { deployed } = await aDeployedScene();
    expect(logLines(await deployed.runPass(null))).toEqual([]);
  });

  it('names what was decided, and what failed without anything but its name and message', async () => {
    const { scene, deployed } = await aDeployedScene();
    scene.breakSide('primary');
    scene.advance(60_000);
    scene.world.setFault('notifier', 'error');
    const pass = await deployed.runPass(null);
    const lines = logLines(pass);
    expect(lines.map(({ level, message }) => [level, message])).toEqual([
      ['info', 'decided'],
      ['error', 'telling people failed'],
    ]);
    expect(lines[1]?.fields).toEqual({
      serviceId: null,
      cause: 'ServiceFault: notifier fails: error',
    });
  });
});
