/** What a call answers when it answers rubbish: as bad as a port may still be after its adapter has looked. */
import { known, type Reading, unknown } from '../src/core/reading.ts';
import type { DnsReplies } from '../src/ports.ts';
import type { Chance } from '../src/world/random.ts';
import type { PortCall } from './call-faults.ts';
import { pick } from './streams.ts';

const JUNK = ['', 'healthy ', 'HEALTHY', '\u0000\u202e', 'on off', '<html>', 'x'.repeat(255)];

type Answers = ReadonlyMap<string, unknown>;

/** Some subjects are missing, some are unknown, some say what nobody should. */
export function rubbish(call: PortCall, answer: unknown, chance: Chance): unknown {
  if (call === 'listTimeline') return [];
  if (!(answer instanceof Map)) return answer;
  const answers = answer as Answers;
  const spoilt = new Map<string, unknown>();
  for (const [key, value] of answers) {
    const share = chance.share();
    if (share < 0.3) continue;
    spoilt.set(key, share < 0.8 ? spoil(call, value, chance) : value);
  }
  return spoilt;
}

function spoil(call: PortCall, value: unknown, chance: Chance): unknown {
  switch (call) {
    case 'ask':
      return (value as DnsReplies).map((reply) => junkReply(reply, chance));
    case 'states':
      return chance.share() < 0.5 ? known('INSUFFICIENT_DATA') : unknown('rubbish');
    case 'changeStatuses':
      return chance.share() < 0.5 ? known('NoSuchChange') : unknown('rubbish');
    case 'save':
      return { outcome: 'failed', why: 'rubbish' };
    default:
      return unknown('rubbish');
  }
}

function junkReply(reply: Reading<readonly string[]>, chance: Chance): Reading<readonly string[]> {
  const share = chance.share();
  if (share < 0.4) return reply;
  if (share < 0.6) return unknown('SERVFAIL');
  return known(share < 0.7 ? [] : [pick(chance, JUNK)]);
}
