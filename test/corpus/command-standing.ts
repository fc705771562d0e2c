/** Corpus M: commands that are refused, or taken, because of how things stand. */
import { commandLines, invocationOf } from '../messages/shell.ts';
import { MINUTE } from '../reconcile/scene.ts';
import { once } from './corpus-case.ts';
import {
  ABORT,
  type CommandRow,
  FAILBACK,
  FAILOVER,
  OVER,
  PAUSE,
  ready,
  returning,
  said,
  send,
  type Target,
} from './sending.ts';
import { WatchedScene } from './watched-scene.ts';

const held = once(ready);
const whileHeld = (to: Target, payload: unknown) => async () => send(await held(), to, payload);

export const STANDING: readonly CommandRow[] = [
  [
    'M8',
    'failback for another incident',
    whileHeld('failback', { ...FAILBACK, incident: OVER }),
    'X(otherIncident)',
  ],
  [
    'M31',
    'acknowledge another incident',
    whileHeld('operate', { command: 'acknowledge', service: 'shop', incident: OVER }),
    'X(otherIncident)',
  ],
  [
    '+',
    'approve for another incident',
    whileHeld('failback', { command: 'approve', service: 'shop', incident: OVER }),
    'X(otherIncident)',
  ],
  ['+', 'failover while on the secondary', whileHeld('operate', FAILOVER), 'X(alreadyOnSecondary)'],
  [
    'M5',
    'the same id again',
    sameIdAgain,
    'waiting: failbackStarted, moves; then waiting: failbackStarted',
  ],
  [
    '+',
    'the same id, another body',
    otherBody,
    'waiting: failbackStarted, moves; then X(idUsedForAnother)',
  ],
  [
    'M34',
    'answer lost, asked again without an id',
    askedAgain,
    'waiting: failbackStarted, moves; then X(alreadyReturning)',
    'no second effect',
  ],
  ['M16', 'two failbacks at once', twoAtOnce, 'X(alreadyReturning) and waiting: failbackStarted'],
  ['M19', 'abort racing the last stage', abortRacesEnd, 'one of both'],
  ['M20', 'failback while paused', pausedFailback, 'X(paused)'],
  [
    'M22',
    'failover to a dead secondary',
    deadSecondary,
    'X(secondaryUnhealthy)',
    'there is no force',
  ],
  ['M26', 'hostile words', hostileWords, 'waiting: holdBegun, moves; shown harmless'],
  [
    'M32',
    'resume after the configuration changed',
    changedConfiguration,
    'done: resumed; stage waits: configChanged',
    'resume ends a pause, no more',
  ],
  ['+', 'abort with everything else wrong', oddAbort, 'waiting: holdBegun, moves'],
  [
    '+',
    'a line pasted from an old message',
    oldMessage,
    'X(otherIncident); without its incident waiting: failbackStarted, moves',
  ],
  ['+', 'thirty commands of the longest words', longestWords, 'state below 100 KB'],
  ['+', 'the state cannot be read', stateAway, 'failed'],
];

async function twice(first: object, second: object): Promise<string> {
  const watched = await ready();
  const one = await send(watched, 'failback', first);
  return `${one}; then ${await send(watched, 'failback', second)}`;
}

function sameIdAgain() {
  return twice({ ...FAILBACK, id: 'night-1' }, { ...FAILBACK, id: 'night-1' });
}

function otherBody() {
  return twice({ ...FAILBACK, id: 'night-1' }, { ...FAILBACK, id: 'night-1', reason: 'other' });
}

function askedAgain() {
  return twice({ ...FAILBACK, id: 'request-1' }, { ...FAILBACK, id: 'request-2' });
}

async function twoAtOnce(): Promise<string> {
  const watched = await ready();
  const replies = await Promise.all([
    watched.failback({ ...FAILBACK, id: 'one' }),
    watched.failback({ ...FAILBACK, id: 'two' }),
  ]);
  return replies.map(said).sort().join(' and ');
}

async function abortRacesEnd(): Promise<string> {
  const twin = await returning();
  const minutes = await minutesUntilDone(twin);
  const watched = await returning();
  await watched.scene.ticks(minutes - 1);
  watched.scene.advance(MINUTE);
  const [reply] = await Promise.all([watched.failback(ABORT), watched.deployed.runPass(null)]);
  const { phase } = await watched.scene.state();
  const aborted = said(reply) === 'waiting: holdBegun' && phase === 'OnSecondary';
  const done = said(reply) === 'nothingToDo: notReturning' && phase === 'OnPrimary';
  return aborted !== done ? 'one of both' : `${said(reply)}, ${phase}`;
}

async function minutesUntilDone({ scene }: WatchedScene): Promise<number> {
  let minutes = 0;
  while ((await scene.state()).phase === 'Returning') {
    await scene.tick();
    minutes += 1;
  }
  return minutes;
}

async function pausedFailback(): Promise<string> {
  const watched = await ready();
  await watched.operate(PAUSE);
  return send(watched, 'failback', FAILBACK);
}

async function deadSecondary(): Promise<string> {
  const watched = await WatchedScene.of();
  watched.scene.breakSide('secondary');
  await watched.scene.ticks(3);
  return send(watched, 'operate', FAILOVER);
}

async function hostileWords(): Promise<string> {
  const watched = await WatchedScene.of();
  const html = '<b onload=x>\u001b[31m$\u007bjndi:ldap://x}=HYPERLINK()\u202e\u0000@here';
  const reason = html + 'x'.repeat(10_240);
  const outcome = await send(watched, 'operate', { ...FAILOVER, reason, who: html });
  await watched.scene.ticks(2);
  const texts = [watched.scene.inbox, await watched.operate({ command: 'status' })];
  const raw = /[<>@`\u202e]|\\u00/.exec(JSON.stringify(texts));
  return `${outcome}; ${raw === null ? 'shown harmless' : `shows ${raw[0]}`}`;
}

async function changedConfiguration(): Promise<string> {
  const watched = await returning();
  const { scene } = watched;
  await watched.operate(PAUSE);
  const services = scene.configuration.services.map((one) => ({ ...one, configHash: 'another' }));
  scene.configuration = { ...scene.configuration, services };
  const outcome = await send(watched, 'operate', { command: 'resume', service: 'shop' });
  await scene.ticks(8);
  return `${outcome}; stage waits: ${(await scene.state()).failback?.waitingFor}`;
}

async function oddAbort(): Promise<string> {
  const payload = {
    ...ABORT,
    id: 'a b',
    who: 7,
    reason: null,
    incident: OVER,
    issuedAtMs: 0,
    x: 1,
  };
  return send(await returning(), 'failback', payload);
}

/** "Failback possible" of one incident, pasted in the next. */
async function oldMessage(): Promise<string> {
  const watched = await ready();
  const { scene } = watched;
  const lines = scene.inbox.flatMap(({ text }) => commandLines(text));
  const line = lines.findLast((one) => one.includes('switchback-failback')) ?? '';
  const payload = { ...invocationOf(line)?.payload };
  await watched.failback(FAILBACK);
  while ((await scene.state()).incident !== null) await scene.tick();
  await scene.ticks(40);
  await scene.readyToReturn();
  const bound = await send(watched, 'failback', payload);
  const { incident: _, ...free } = payload;
  return `${bound}; without its incident ${await send(watched, 'failback', free)}`;
}

async function longestWords(): Promise<string> {
  const watched = await WatchedScene.of();
  watched.scene.world.setFault('notifier', 'error');
  for (let at = 0; at < 30; at += 1) {
    const words = '\ud800'.repeat(16_000);
    await watched.failback({ ...FAILBACK, id: `id-${at}`, who: words, reason: words });
  }
  const bytes = Buffer.byteLength(JSON.stringify(await watched.scene.state()));
  return bytes < 100_000 ? 'state below 100 KB' : `state of ${bytes} bytes`;
}

async function stateAway(): Promise<string> {
  const watched = await WatchedScene.of();
  watched.scene.world.setFault('stateStore', 'error');
  return send(watched, 'failback', FAILBACK);
}
