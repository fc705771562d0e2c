/** The zone's name servers as a port: each of them is asked, and draws once where weights leave it a choice. */
import { known, type Reading, unknown } from '../core/reading.ts';
import { type DnsQuestion, type DnsReplies, type NameServers, questionKey } from '../ports.ts';
import type { Answer, Outcome } from '../route53/answer.ts';
import type { Calls } from './calls.ts';
import type { Dns } from './dns.ts';
import type { Chance } from './random.ts';

export function nameServersPort(dns: Dns, calls: Calls, chance: Chance): NameServers {
  const replies = (question: DnsQuestion): DnsReplies =>
    dns.nameServers.map((nameServer) =>
      reply(nameServer.answer(question.zoneId, question.name, question.type), chance),
    );
  return {
    ask: (questions) =>
      calls.make('nameServers', 'dns:Query', questions.length * dns.nameServers.length, () => {
        const answers = new Map<string, DnsReplies>();
        for (const question of questions) answers.set(questionKey(question), replies(question));
        return answers;
      }),
  };
}

function reply(answer: Answer | undefined, chance: Chance): Reading<readonly string[]> {
  if (answer === undefined) return unknown('REFUSED: the name server does not serve this zone');
  if (answer.kind !== 'answer') return known([]);
  const outcome = draw(answer.outcomes, chance);
  return known(outcome === undefined ? [] : recordValues(outcome));
}

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

/** What a resolver would get: values, TXT without quotes; the name behind an alias stands for its addresses. */
export function recordValues({ set }: Pick<Outcome, 'set'>): readonly string[] {
  if (set.AliasTarget) return [set.AliasTarget.DNSName];
  const values = (set.ResourceRecords ?? []).map(({ Value }) => Value);
  return set.Type === 'TXT' ? values.map((value) => value.replace(/^"(.*)"$/, '$1')) : values;
}
