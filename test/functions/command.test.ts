import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commandFunction } from '../../src/functions/command-function.ts';
import { operateFunction } from '../../src/functions/operate-function.ts';
import { aDeployedScene, type DeployedScene } from './deployed-scene.ts';

const MINUTE = 60_000;
const sample = (name: string): unknown => JSON.parse(readFileSync(`events/${name}.json`, 'utf8'));

function failbackOf({ deployed, scene }: DeployedScene) {
  const act = commandFunction(deployed, ['failback', 'approve', 'abort']);
  return (payload: unknown) => act(payload, 'failback-request', scene.world.nowMs);
}

function operateOf({ deployed, scene }: DeployedScene) {
  const act = operateFunction(deployed);
  return (payload: unknown) => act(payload, 'operate-request', scene.world.nowMs);
}

describe('the failback function', () => {
  it('refuses while traffic is on the primary, and says what would lift it', async () => {
    const scene = await aDeployedScene();
    const reply = await failbackOf(scene)(sample('failback-start'));
    expect(reply).toMatchObject({ outcome: 'refused', answers: { shop: { because: 'notHeld' } } });
    expect(reply.text).toContain('shop: on the primary');
  });

  it('means failback where no command is named, and begins it once everything is good', async () => {
    const whole = await aDeployedScene();
    const { scene } = whole;
    await operateOf(whole)(sample('operate-failover'));
    await scene.ticks(20);
    const reply = await failbackOf(whole)(sample('failback-start'));
    expect(reply.outcome).toBe('waiting');
    expect((await scene.state()).phase).toBe('Returning');
    const abort = { ...(sample('failback-abort') as object), id: 'abort-1' };
    expect(await failbackOf(whole)(abort)).toMatchObject({ outcome: 'waiting' });
    expect((await scene.state()).phase).toBe('OnSecondary');
  });

  it('gives the same answer to the same id, and does nothing twice', async () => {
    const whole = await aDeployedScene();
    await operateOf(whole)(sample('operate-failover'));
    await whole.scene.ticks(20);
    const command = { ...(sample('failback-start') as object), id: 'night-1' };
    const first = await failbackOf(whole)(command);
    const before = await whole.scene.state();
    expect((await failbackOf(whole)(command)).answers).toEqual(first.answers);
    expect(await whole.scene.state()).toEqual(before);
  });

  it.each<readonly [string, unknown, string]>([
    ['nothing', undefined, ''],
    ['a text', 'failback shop', ''],
    ['a list', [], ''],
    ['no service', { reason: 'x' }, 'service'],
    ['no reason', { service: 'shop' }, 'reason'],
    ['an unknown service', { service: 'shpo', reason: 'x' }, 'service'],
    ['all services', { service: '*', reason: 'x' }, 'service'],
    ['a path for a service', { service: '../../x', reason: 'x' }, 'service'],
    [
      'a command of another function',
      { command: 'pause', service: 'shop', reason: 'x', forMs: 1 },
      'command',
    ],
    ['an unknown command', { command: 'explode', service: 'shop' }, 'command'],
    ['an unknown field', { service: 'shop', reason: 'x', force: true }, 'force'],
    ['an id that is none', { service: 'shop', reason: 'x', id: 'a b' }, 'id'],
    ['a command from long ago', { service: 'shop', reason: 'x', issuedAtMs: 0 }, 'issuedAtMs'],
  ])('answers %s with the path to the fault, and changes nothing', async (_, payload, path) => {
    const whole = await aDeployedScene();
    const before = whole.scene.world.calls.get('dynamodb:PutItem');
    const reply = await failbackOf(whole)(payload);
    expect(reply.outcome).toBe('badRequest');
    expect(reply.faults.map((fault) => fault.path)).toEqual([path]);
    expect(whole.scene.world.calls.get('dynamodb:PutItem')).toBe(before);
  });

  it('never throws, whatever is sent', async () => {
    const failback = failbackOf(await aDeployedScene());
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (payload) => {
        expect(typeof (await failback(payload)).text).toBe('string');
      }),
      { numRuns: 50 },
    );
  });

  it('says that nothing was changed when the state cannot be read', async () => {
    const whole = await aDeployedScene();
    whole.scene.world.setFault('stateStore', 'error');
    const reply = await failbackOf(whole)(sample('failback-start'));
    expect(reply).toMatchObject({ outcome: 'failed', answers: {} });
    expect(reply.text).toContain('nothing was changed');
  });
});

describe('the operate function', () => {
  it.each([
    ['operate-failover', 'waiting'],
    ['operate-pause', 'done'],
    ['operate-resume', 'nothingToDo'],
    ['operate-acknowledge', 'nothingToDo'],
    ['operate-status', 'done'],
  ])('answers %s with %s', async (name, outcome) => {
    const scene = await aDeployedScene();
    expect((await operateOf(scene)(sample(name))).outcome).toBe(outcome);
  });

  it('begins its answer with where users are', async () => {
    const { text } = await operateOf(await aDeployedScene())({ command: 'status' });
    expect(text.split('\n')[0]).toBe('shop: on the primary (ap-northeast-1)');
  });

  it('names the services there are when it is asked for another', async () => {
    const reply = await operateOf(await aDeployedScene())({ command: 'status', service: 'shpo' });
    expect(reply).toEqual({ outcome: 'failed', text: 'service: found "shpo"; allowed: shop' });
  });

  it('tells in the status what is wrong and which incident is open', async () => {
    const whole = await aDeployedScene();
    whole.scene.breakSide('primary');
    await whole.scene.ticks(3);
    const { text } = await operateOf(whole)({ command: 'status', service: 'shop' });
    expect(text).toContain('shop: on the secondary (us-west-2)');
    expect(text).toContain('- primary down');
    expect(text).toContain((await whole.scene.state()).incident?.id);
    expect(whole.scene.world.nowMs % MINUTE).toBe(0);
  });
});
