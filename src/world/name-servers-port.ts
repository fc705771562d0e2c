/** The zone's name servers as a port: each of them is asked, and draws once where weights leave it a choice. */
import { known, type Reading, unknown } from '../core/reading.ts';
import { type DnsQuestion, type DnsReplies, type NameServers, questionKey } from '../ports.ts';
import type { Answer, Outcome } from '../route53/answer.ts';
import type { ResourceRecordSet } from '../route53/record-set.ts';
import type { Calls } from './calls.ts';
import type { Dns } from './dns.ts';
import type { Chance } from './random.ts';

export function nameServersPort(dns: Dns, calls: Calls, chance: Chance): NameServers {
  // Record sets never change, and most passes read the same ones again.
  const readings = new WeakMap<ResourceRecordSet, Reading<readonly string[]>>();
  const reply = (answer: Answer | undefined): Reading<readonly string[]> => {
    if (answer === undefined) return NOT_SERVED;
    const outcome = answer.kind === 'answer' ? draw(answer.outcomes, chance) : undefined;
    if (outcome === undefined) return EMPTY;
    const reading = readings.get(outcome.set) ?? known(recordValues(outcome));
    readings.set(outcome.set, reading);
    return reading;
  };
  const replies = ({ zoneId, name, type }: DnsQuestion): DnsReplies =>
    dns.nameServers.map((nameServer) => reply(nameServer.answer(zoneId, name, type)));
  return {
    ask: (questions) =>
      calls.make('nameServers', 'dns:Query', questions.length * dns.nameServers.length, () => {
        const answers = new Map<string, DnsReplies>();
        for (const question of questions) answers.set(questionKey(question), replies(question));
        return answers;
      }),
  };
}

const NOT_SERVED = unknown('REFUSED: the name server does not serve this zone');
const EMPTY = known<readonly string[]>([]);

function draw(outcomes: readonly Outcome[], chance: Chance): Outcome | undefined {
  if (outcomes.length <= 1) return outcomes[0];
  let left = chance.share();
  return (
    outcomes.find(({ share }) => {
      left -= share;
      return left < 0;
    }) ?? outcomes.at(-1)
  );
}

/** What a resolver would get: values, TXT decoded; the name behind an alias stands for its addresses. */
export function recordValues({ set }: Pick<Outcome, 'set'>): readonly string[] {
  if (set.AliasTarget) return [set.AliasTarget.DNSName];
  const values = (set.ResourceRecords ?? []).map(({ Value }) => Value);
  return set.Type === 'TXT' ? values.map(txtText) : values;
}

const QUOTED_STRING = /"((?:\\.|[^"\\])*)"/g;
const ESCAPE = /\\([0-7]{3}|.)/g;

/** The character strings of a TXT value on end, without quotes and escapes. */
function txtText(value: string): string {
  const strings = [...value.matchAll(QUOTED_STRING)].map(([, text = '']) => text);
  return strings.join('').replaceAll(ESCAPE, (_, escaped: string) => unescaped(escaped));
}

function unescaped(escaped: string): string {
  return escaped.length === 1 ? escaped : String.fromCharCode(Number.parseInt(escaped, 8));
}
