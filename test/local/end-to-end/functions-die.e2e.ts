/** The functions' hosts die all the time while a service fails and is brought back: nothing is lost and nothing comes twice. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Service } from '../../../src/core/service.ts';
import { chanceFor } from '../../../src/world/random.ts';
import { type OpenCloud, openCloud, servicesOn } from './clouds.ts';
import { type Decided, rehearsals, rehearsed, untilArmed } from './play.ts';
import { type Played, playOut } from './playing.ts';
import { PATIENT_STORY } from './stories.ts';

const configuration = servicesOn(102, ['shop']);
const [service] = configuration.services as readonly [Service];
const story = PATIENT_STORY;

/** A pass in which nothing happens makes four calls to AWS: two in a row may die, but not all of them. */
const CALLS_BETWEEN_DEATHS = { min: 4, max: 12 };

describe('in a local cloud whose functions are killed in the middle', () => {
  let open: OpenCloud;
  let played: Played;
  let kills = 0;

  beforeAll(async () => {
    open = await openCloud(configuration);
    await untilArmed(open.cloud, service);
    const { lambda } = open.cloud.parts;
    const chance = chanceFor(7, 'kills');
    let isOver = false;
    const killing = async (id: 'tick' | 'alarm') => {
      for (;;) {
        await lambda.killAtCall(id, chance.whole(CALLS_BETWEEN_DEATHS));
        if (isOver) return;
        kills += 1;
      }
    };
    // A person's command is repeated by hand; here nobody would.
    void killing('tick');
    void killing('alarm');
    played = await playOut(open.cloud, service, story);
    isOver = true;
  }, 200_000);

  afterAll(async () => {
    await open?.[Symbol.asyncDispose]();
  });

  it('really kills many of them', () => {
    const died = open.cloud.parts.lambda.finished.filter(({ functionError }) => functionError);
    expect(kills).toBeGreaterThanOrEqual(10);
    expect(died.length).toBeGreaterThanOrEqual(10);
  });

  it('acts the same in the same order as in rehearsals in which nobody dies', async () => {
    const orders = await rehearsed(configuration, service, story);
    expect(orders.map(acts)).toContainEqual(acts(played.decided));
  });

  it('tells people the same as in rehearsals, and what it says twice in the same words', async () => {
    const recordings = await rehearsals(configuration, service, story);
    const messages = open.cloud.parts.inbox.messages();
    const once = [...new Map(messages.map((one) => [one.message, one])).values()];
    expect(recordings.map(({ inbox }) => actionsOf(inbox))).toContainEqual(actionsOf(once));
  });
});

/** When a condition is noticed, and whether weights or switch are seen to hold first, depends on which passes live. */
function acts(decided: readonly Decided[]): readonly Decided[] {
  const kept = decided.filter((one) => !one.startsWith('condition'));
  return kept.map((one) => (one.startsWith('held') ? 'held' : one));
}

function actionsOf(
  messages: readonly { readonly attributes: Readonly<Record<string, string>> }[],
): readonly (string | undefined)[] {
  return messages.map(({ attributes }) => attributes.action).toSorted();
}
