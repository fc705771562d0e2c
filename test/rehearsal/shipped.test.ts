import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runNode } from '../cli/switchback.ts';
import type { Played } from './play-shipped.ts';

const SEEDS = [1, 2, 3, 4, 5];
const SCENARIOS = readdirSync('src/rehearsal/scenarios').map((file) => file.replace('.yml', ''));

let played: readonly Played[] = [];

beforeAll(async () => {
  const { code, stdout, stderr } = await runNode(
    'test/rehearsal/play-shipped.ts',
    ...SEEDS.map(String),
  );
  if (code !== 0) throw new Error(stderr);
  played = JSON.parse(stdout);
}, 120_000);

describe.each(SCENARIOS)('%s', (scenario) => {
  it.each(SEEDS)('meets all of its expectations with seed %d', (seed) => {
    const one = played.find((other) => other.scenario === scenario && other.seed === seed);
    expect(one?.missed).toEqual([]);
  });
});

const OPENED = [
  'conditionBegan: primaryUnhealthy',
  'incidentOpened: primaryFailed',
  'holdBegun: primaryFailed',
];
const HELD = [...OPENED, 'held: weights', 'switchReleased: weightsCarry'];
const WELL_AGAIN = ['conditionEnded: primaryUnhealthy', 'failbackPossible: primaryStable'];
const FAILS_AND_RECOVERS = ['conditionBegan: primaryUnhealthy', 'conditionEnded: primaryUnhealthy'];

const SIGNATURES: Readonly<Record<string, readonly [phase: string, ...entries: string[]]>> = {
  abort: [
    'OnSecondary',
    ...HELD,
    ...WELL_AGAIN,
    'failbackStarted: command',
    'stageBegun: weights',
    'aborted: command',
    'holdBegun: abort',
    'held: weights',
    'switchReleased: weightsCarry',
    'failbackPossible: primaryStable',
  ],
  blip: [
    'OnSecondary',
    ...OPENED,
    'conditionEnded: primaryUnhealthy',
    'held: weights',
    'switchReleased: weightsCarry',
    'failbackPossible: primaryStable',
  ],
  'both-down': [
    'OnSecondary',
    'conditionBegan: secondaryUnhealthy',
    'conditionBegan: primaryUnhealthy',
    'incidentOpened: primaryFailed',
    'notHeld: secondaryUnhealthy',
    'notHeld: secondaryUnknown',
    'conditionEnded: secondaryUnhealthy',
    'holdBegun: primaryFailed',
    'held: weights',
    'switchReleased: weightsCarry',
    ...WELL_AGAIN,
  ],
  'fifty-services': ['OnSecondary', ...HELD],
  flapping: [
    'OnSecondary',
    ...HELD,
    'conditionEnded: primaryUnhealthy',
    ...Array(5).fill(FAILS_AND_RECOVERS).flat(),
    'failbackPossible: primaryStable',
  ],
  'region-down': [
    'OnPrimary',
    ...HELD,
    ...WELL_AGAIN,
    'failbackStarted: command',
    ...Array(3).fill('stageBegun: weights'),
    'failbackDone: allStagesGood',
  ],
  relapse: [
    'OnSecondary',
    ...HELD,
    ...WELL_AGAIN,
    'failbackStarted: command',
    'stageBegun: weights',
    'stageBegun: weights',
    'relapsed: guardBad',
    'holdBegun: relapse',
    'conditionBegan: primaryUnhealthy',
    'held: weights',
    'switchReleased: weightsCarry',
    ...WELL_AGAIN,
  ],
  'route53-control-plane-down': [
    'OnSecondary',
    ...OPENED,
    'held: switch',
    'conditionBegan: recordsNotWritten',
    'conditionEnded: primaryUnhealthy',
    'conditionEnded: recordsNotWritten',
    'switchReleased: weightsCarry',
    'failbackPossible: primaryStable',
  ],
  'secondary-not-ready': ['OnSecondary', 'commandRefused: secondaryNotReady', ...HELD],
  'us-east-1-metrics-down': ['OnSecondary', ...HELD, ...WELL_AGAIN],
};

describe('the time-line of the first service, with seed 1', () => {
  it.each(SCENARIOS)('of %s', (scenario) => {
    const one = played.find((other) => other.scenario === scenario && other.seed === 1);
    expect([...(one?.phases ?? []), ...(one?.signature ?? [])]).toEqual(SIGNATURES[scenario]);
  });
});
