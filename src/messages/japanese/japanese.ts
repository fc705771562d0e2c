/** The Japanese words. */
import type { Phase, Standing } from '../../core/state.ts';
import type { Wording } from '../wording.ts';
import { JAPANESE_ANSWERS } from './answers.ts';
import { JAPANESE_ENTRIES } from './entries.ts';
import { JAPANESE_OUTLOOKS, JAPANESE_TASKS } from './next.ts';
import { JAPANESE_REFUSALS } from './refusals.ts';
import { JAPANESE_TOPICS } from './topics.ts';

const MEANT: Readonly<Record<Phase, string>> = {
  OnPrimary: 'プライマリ',
  OnSecondary: 'セカンダリ',
  Returning: 'プライマリへ戻る途中',
};

function meantPlace({ phase, weights }: Standing): string {
  if (weights === null) return MEANT[phase];
  const { primary, secondary } = weights;
  return `${MEANT[phase]}（レコードの重みはプライマリ ${primary} %、セカンダリ ${secondary} %）`;
}

/** What core says of health; whatever follows it came from elsewhere. */
const VERDICTS: Readonly<Record<string, string>> = {
  healthy: '正常',
  unhealthy: '異常',
  unknown: '不明',
};

function verdict(said: string): string {
  return said.replace(/^(healthy|unhealthy|unknown)\b/, (word) => VERDICTS[word] ?? word);
}

export const JAPANESE: Wording = {
  units: { second: '秒', minute: '分', hour: '時間', day: '日' },
  side: (side, region) => `${JAPANESE.roles[side]}（${region}）`,
  notRecorded: '（記録なし）',
  entries: JAPANESE_ENTRIES,
  otherEntry: (action, because) => `${action}、理由 ${because}（別のバージョンが書いたもの）`,
  sentence: (text) => `${text}。`,
  topics: JAPANESE_TOPICS,
  otherTopic: 'このバージョンに言葉のない出来事',
  signals: {
    witness: (said) => `Route 53 の判定は${verdict(said)}`,
    answer: (said) => `ネームサーバーの答えは ${said}`,
    probe: (said) => `Switchback のプローブ: ${verdict(said)}`,
    alarm: (said) => `アラーム: ${said}`,
    readiness: (said) => `レディネス: ${verdict(said)}`,
    guard: (said) => `ガード: ${verdict(said)}`,
    records: (said) => `レコード: ${said}`,
  },
  otherSignal: (source, said) => `${source}: ${said}`,
  saidCodes: { INSUFFICIENT_DATA: '不明（INSUFFICIENT_DATA）' },
  betweenSignals: '、',
  evidence: (about, signals) => `${about}: ${signals}`,
  headings: {
    happened: (when) => `起きたこと（${when}）`,
    why: '理由',
    users: '今のユーザー',
    next: '次に自動で起きること',
    toDo: 'すること',
    incident: (id) => `インシデント: ${id}`,
  },
  secondaryWarnings: {
    notReady: ({ secondary, text }) =>
      `${secondary}の準備ができていません。良くないもの: ${text('lacking')}。`,
    unknown: ({ secondary, text }) =>
      `${secondary}の準備ができているかわかりません。わからないもの: ${text('lacking')}。`,
    unhealthy: ({ secondary }) => `${secondary}が異常です。`,
    healthUnknown: ({ secondary }) => `${secondary}が正常かどうかわかりません。`,
  },
  users: {
    primary: ({ primary }) => `${primary}にいます`,
    secondary: ({ secondary }) => `${secondary}にいます`,
    mixed: ({ primary, secondary }) => `両側、${primary}と${secondary}にいます`,
    unknown: () => 'わかりません: 見えたものからは、Route 53 がどちらを答えているか判断できません',
  },
  asSeenAt: (users, clock) => `${users}（${clock} UTC 現在）`,
  notArmed: 'まだ armed でない: 十分な時間正常と確認できれば動く',
  observes: 'observe モード: するはずのことを知らせるだけ',
  paused: ({ text, moment }) =>
    `${text('who')} が ${moment('untilMs')} まで一時停止中: ${text('reason')}`,
  meant: (standing) =>
    `あるべき場所は${meantPlace(standing)}、ホールドスイッチは ${standing.holdSwitch}`,
  cached: ({ ttl }) => `リゾルバーは、あと ${ttl}（TTL）までは前の答えを返すことがあります`,
  outlooks: JAPANESE_OUTLOOKS,
  tasks: JAPANESE_TASKS,
  answers: JAPANESE_ANSWERS,
  refusals: JAPANESE_REFUSALS,
  refused: (why) => `拒否、何も変えていません: ${why}ためです。`,
  lifts: (lift) => lift,
  otherAnswer: (outcome, because) => `${outcome}、理由 ${because}。`,
  everyService: 'すべてのサービス',
  roles: { primary: 'プライマリ', secondary: 'セカンダリ' },
  configured: '設定した時間',
  configuredStages: '設定したステージ',
  digest: {
    headline: (services) => `同じパスで ${services} 個のサービスに知らせがあります。`,
    group: (count, region, what) => `プライマリが ${region} の ${count} 個: ${what}`,
    services: (count) => `サービス（${count}）`,
    more: (count) => `ほか ${count} 件`,
    secondaryFirst: (service, warning) => `${service}: ${warning}`,
    users: {
      primary: (count) => `${count} 個はプライマリ`,
      secondary: (count) => `${count} 個はセカンダリ`,
      mixed: (count) => `${count} 個は両側`,
      unknown: (count) => `${count} 個は不明`,
    },
    counted: (count, sentence) => `${count} 個: ${sentence}`,
    forOne: (service, others) =>
      others === 0
        ? `${service}:`
        : `${service}（名前を変えれば、同じ状態のほかの ${others} 個にも使えます）:`,
  },
  freeze: {
    headline: ({ service }) => `${service} は凍結しました: 保存された状態を読めません。`,
    why: ({ stackName, homeRegion }, why) =>
      `スタック ${stackName}（${homeRegion}）の状態テーブルにある項目: ${why}`,
    users: 'Switchback にはわかりません（状態を読めない間）',
    next: [
      () =>
        'その項目を読めるようになるまで、Switchback はこのサービスのために何もしません。既定値で置き換えることもありません。',
      () =>
        'Route 53 は、ヘルスチェックと今のレコードに従って動き続けます。ホールドスイッチはそのままです。',
    ],
    toDo: '項目を直すか、ポイントインタイムリカバリで戻してください。コードが項目より古いなら、新しいコードをデプロイしてください。レコードを見る:',
  },
};
