/** What Route 53 answers, as a table for people, by the same model that rehearsals run on. */
import type { Configuration, Service, Side } from '../core/service.ts';
import { AT_REST, HELD, type Weights } from '../core/state.ts';
import { answerIf, type Circumstances } from '../infrastructure/what-if.ts';
import { HEALTHY_SHARE_PERCENT } from '../route53/checker.ts';
import type { Reason } from '../route53/reason.ts';
import { wrapped } from './wrapped.ts';

/** Where a service can be, in the words of the status. */
interface Place {
  readonly place: string;
  readonly when: string;
  readonly weights: Weights;
  readonly holdSwitch: 'on' | 'off';
}

export interface Explanation extends Place {
  readonly rows: readonly {
    readonly health: string;
    /** Per cent of the answers. */
    readonly answers: Readonly<Record<Side, number>>;
    readonly because: string;
  }[];
}

const HEALTH: readonly (readonly [string, Circumstances['up']])[] = [
  ['both healthy', { primary: true, secondary: true }],
  ['primary unhealthy', { primary: false, secondary: true }],
  ['secondary unhealthy', { primary: true, secondary: false }],
  ['both unhealthy', { primary: false, secondary: false }],
];

export function explanations(
  configuration: Configuration,
  service: Service,
): readonly Explanation[] {
  return placesOf(service).map((place) => ({
    ...place,
    rows: HEALTH.map(([health, up]) => {
      const { weights, holdSwitch } = place;
      const answer = answerIf(configuration, service, { up, weights, holdSwitch });
      const outcomes = answer.kind === 'answer' ? answer.outcomes : [];
      const shareOf = (side: Side) =>
        outcomes
          .filter(({ set }) => set.SetIdentifier === side)
          .reduce((sum, { share }) => sum + 100 * share, 0);
      const reasons = new Set(outcomes.flatMap(({ because }) => because.map(reasonText)));
      return {
        health,
        answers: { primary: shareOf('primary'), secondary: shareOf('secondary') },
        because: [...reasons].join('; '),
      };
    }),
  }));
}

function placesOf({ routing, lastResort, failback }: Service): readonly Place[] {
  const atRest = {
    place: 'at rest',
    when: 'nothing has happened',
    weights: AT_REST,
    holdSwitch: 'off',
  } as const;
  const bySwitch = {
    place: 'held by the switch',
    when:
      routing === 'failover'
        ? 'after a failover, until a person fails back'
        : 'while records cannot be written',
    weights: AT_REST,
    holdSwitch: 'on',
  } as const;
  if (routing === 'failover') return [atRest, bySwitch];
  const staysOn = lastResort === 'secondary';
  return [
    atRest,
    bySwitch,
    {
      place: staysOn ? 'held by both' : 'held by weights',
      when: 'after a failover, until a person fails back',
      weights: HELD,
      holdSwitch: staysOn ? 'on' : 'off',
    },
    ...failback.stages
      .filter((stage) => stage < 100)
      .map((stage) => ({
        place: `failback, stage ${stage} %`,
        when: 'until the next stage begins',
        weights: { primary: stage, secondary: 100 - stage },
        holdSwitch: 'off' as const,
      })),
  ];
}

function reasonText(reason: Reason): string {
  switch (reason.rule) {
    case 'only record: answered whatever its health':
      return 'there is no other record, so its health does not matter';
    case 'primary is healthy':
      return 'the PRIMARY record is healthy';
    case 'secondary stands in: no healthy primary':
      return 'the PRIMARY record is not healthy, the SECONDARY is';
    case 'last resort: neither side is healthy':
      return 'neither is healthy: then Route 53 answers the PRIMARY record';
    case 'healthy and has weight':
      return reason.unhealthy.length === 0
        ? 'healthy records share by weight'
        : 'only healthy records share, whatever their weights';
    case 'standby: no healthy record has weight':
      return 'no healthy record has weight: then those with weight 0 are answered';
    case 'last resort: nothing is healthy':
    case 'last resort: nothing is healthy, nothing has weight':
      return 'no record is healthy: then Route 53 answers as if all were';
  }
}

const COLUMNS = 98;
const HEALTH_COLUMNS = 21;
const ANSWER_COLUMNS = 34;

export function explainService(
  service: Service,
  explained: readonly Explanation[],
): readonly string[] {
  const [name] = service.names;
  return [
    ...wrapped(
      `What Route 53 answers for ${name}, and why: worked out from the resources that a deployment makes, by the model that rehearsals run on. With the hold switch on, the primary's records are unhealthy to Route 53 whatever the primary is.`,
      COLUMNS,
    ),
    '',
    ...explained.flatMap(({ place, when, weights, holdSwitch, rows }) => [
      `${place} (${weightsText(service, weights)}hold switch ${holdSwitch}): ${when}`,
      ...rows.flatMap(({ health, answers, because }) => rowLines(health, answers, because)),
      '',
    ]),
    ...wrapped(
      `Resolvers keep an answer for up to ${service.ttlSeconds} s (TTL). A side is unhealthy to Route 53 when ${HEALTHY_SHARE_PERCENT} % or fewer of its checkers say healthy.`,
      COLUMNS,
    ),
  ];
}

function weightsText({ routing }: Service, { primary, secondary }: Weights): string {
  return routing === 'weighted' ? `weights ${primary}/${secondary}, ` : '';
}

function rowLines(
  health: string,
  answers: Readonly<Record<Side, number>>,
  because: string,
): readonly string[] {
  const shares = (['primary', 'secondary'] as const)
    .filter((side) => answers[side] > 0)
    .map((side) => `${side} ${Number(answers[side].toFixed(1))} %`);
  const start = `  ${health.padEnd(HEALTH_COLUMNS)}${shares.join(', ').padEnd(ANSWER_COLUMNS)}`;
  const [first = '', ...more] = wrapped(because, COLUMNS - start.length);
  return [`${start}${first}`, ...more.map((rest) => `${' '.repeat(start.length)}${rest}`)];
}
