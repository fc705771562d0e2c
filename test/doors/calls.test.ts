/** Every call to AWS that the deployed functions really make, held against the roles that they are deployed with. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { partOf } from '../../src/infrastructure/functions.ts';
import { ok } from '../adapters/aws-stub.ts';
import { type Call, isAllowed } from '../infrastructure/role-judge.ts';
import { roleStatements, wholeStacks } from '../infrastructure/whole-stacks.ts';
import { DeployedAccount, type Meddling } from './deployed-account.ts';
import { iamCall } from './iam-call.ts';

const PATIENCE_MS = 60_000;
const sample = (name: string): unknown => JSON.parse(readFileSync(`events/${name}.json`, 'utf8'));

interface Made {
  readonly role: string;
  readonly call: Call;
}

function madeBy({ calls }: DeployedAccount): readonly Made[] {
  return calls.map(({ by, request }) => ({ role: partOf(by, 'Role'), call: iamCall(request) }));
}

/** An outage, a hold, the failback with all its commands, everything that people may ask for, and a lost answer. */
async function aWholeStory(): Promise<readonly Made[]> {
  const account = await DeployedAccount.start();
  await account.ticks(15);
  account.breakSide('primary');
  account.world.step(account.world.nowMs + 60_000);
  await account.invoke('alarm', sample('alarm-to-alarm'));
  await account.ticks(8);
  account.mendSide('primary');
  await account.ticks(15);
  await account.invoke('failback', sample('failback-start'));
  account.meddle(loseOneAnswer());
  await account.ticks(8);
  await account.invoke('failback', sample('failback-approve'));
  await account.invoke('failback', sample('failback-abort'));
  for (const asked of ['pause', 'resume', 'acknowledge', 'status', 'failover']) {
    await account.invoke('operate', sample(`operate-${asked}`));
  }
  await account.close();
  return madeBy(account);
}

/** The first save after this is done, and what is answered to it says nothing. */
function loseOneAnswer(): Meddling {
  let lost = false;
  return async (request, answering) => {
    const answer = await answering(request);
    if (lost || !request.action.endsWith('.PutItem')) return answer;
    lost = true;
    return ok('{}');
  };
}

/** Without name servers in the file they are asked of Route 53. */
async function aZoneByDelegation(): Promise<readonly Made[]> {
  const zone = { id: 'Z0123456789ABCDEFGHIJ', name: 'example.com' };
  const account = await DeployedAccount.start({ service: { zone } });
  await account.invoke('tick', {});
  await account.close();
  return madeBy(account);
}

let made: readonly Made[];
beforeAll(async () => {
  made = [...(await aWholeStory()), ...(await aZoneByDelegation())];
}, PATIENCE_MS);

/** What the roles allow, without what Lambda itself does as the function: queues and logs. */
function allowedActions(): readonly string[] {
  const all = roleStatements(wholeStacks().home)
    .filter(([role]) => ROLES.includes(role))
    .flatMap(([, { Action }]) => Action);
  return [...new Set(all)].filter((action) => !/^(logs|sqs):/.test(action)).sort();
}

const ROLES = ['AlarmRole', 'TickRole', 'FailbackRole', 'OperateRole'];
const ALLOWED = allowedActions();

describe('the calls that the deployed functions make', () => {
  it('are made by all four of them', () => {
    expect(new Set(made.map(({ role }) => role))).toEqual(new Set(ROLES));
  });

  it('are each allowed to the role of the function that made it, with the very resource and keys', async () => {
    const distinct = new Map(made.map((one) => [JSON.stringify(one), one]));
    const denied: Made[] = [];
    for (const one of distinct.values()) {
      if (!(await isAllowed(one.role, one.call))) denied.push(one);
    }
    expect(denied).toEqual([]);
    expect(distinct.size).toBeGreaterThan(ALLOWED.length);
  });

  it(`are ${ALLOWED.length} of the ${ALLOWED.length} that roles allow, and no others`, () => {
    expect([...new Set(made.map(({ call }) => call.action))].sort()).toEqual(ALLOWED);
  });

  it.each(ALLOWED)('are among others %s', (action) => {
    expect(made.filter(({ call }) => call.action === action).length).toBeGreaterThan(0);
  });
});
