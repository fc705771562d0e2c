/** Why a command was refused, completing "…ため", and what lifts that, as a sentence. */
import type { Refusal } from '../because.ts';
import type { RefusalWords } from '../wording.ts';

export const JAPANESE_REFUSALS: Readonly<Record<Refusal, RefusalWords>> = {
  alreadyOnSecondary: {
    why: ({ secondary }) => `ユーザーはすでに${secondary}にいることになっている`,
    lift: () => 'そのまま留めるなら、何もいりません。',
  },
  returningUseAbort: {
    why: () => 'フェイルバックが進行している',
    lift: ({ secondary }) => `ユーザーを${secondary}へ戻すには、フェイルバックを中止してください。`,
  },
  secondaryUnhealthy: {
    why: ({ secondary }) => `${secondary}が異常である`,
    lift: ({ secondary }) => `${secondary}が正常になれば、すぐにできます。`,
  },
  secondaryUnknown: {
    why: ({ secondary }) => `${secondary}が正常かどうかわからない`,
    lift: ({ secondary }) => `${secondary}が正常と確認できれば、すぐにできます。`,
  },
  secondaryNotReady: {
    why: ({ secondary, text }) =>
      `${secondary}の準備ができていない、またはできているかわからない（良くないもの: ${text('lacking')}）`,
    lift: () => 'そのレディネスのチェックがすべて良好になれば、すぐにできます。',
  },
  secondaryNotAnswering: {
    why: ({ secondary }) => `Route 53 が${secondary}を答えるはずなのに、答えていない`,
    lift: () => 'レコードとそのヘルスチェックを調べてから、もう一度実行してください。',
  },
  notHeld: {
    why: ({ primary }) => `ユーザーはすでに${primary}にいることになっている`,
    lift: () => 'ホールドしていないので、戻すものはありません。',
  },
  alreadyReturning: {
    why: () => 'フェイルバックがすでに進行している',
    lift: () => '自動で進みます。中止することもできます。',
  },
  recordsUnknown: {
    why: ({ text }) => `レコードを読めなかった（${text('detail')}）`,
    lift: () => '読めるようになったら、もう一度実行してください。',
  },
  recordsIrregular: {
    why: ({ text }) => `レコードを今のままでは引き継げない（${text('detail')}）`,
    lift: () => '先に Route 53 で直してください。その後、同じコマンドで引き継げます。',
  },
  holdNotSettled: {
    why: () => 'レコードまたはホールドスイッチの変更がまだ終わっていない',
    lift: () =>
      '数分後にもう一度実行してください。長く続くなら、だれかがホールドのヘルスチェックを固定していないか調べてください。',
  },
  primaryUnhealthy: {
    why: ({ primary }) => `${primary}が異常である`,
    lift: ({ primary, stableFor }) => `${primary}の正常な状態が ${stableFor}続けば、できます。`,
  },
  primaryUnknown: {
    why: ({ primary }) => `${primary}が正常かどうかわからない`,
    lift: ({ primary, stableFor }) =>
      `${primary}が正常と確認できる状態が ${stableFor}続けば、できます。`,
  },
  notStableYet: {
    why: ({ primary, stableFor }) => `${primary}の正常な状態がまだ ${stableFor}続いていない`,
    lift: ({ duration }) => `正常なままなら、あと ${duration('remainingMs')}でできます。`,
  },
  primaryNotReady: {
    why: ({ primary, text }) =>
      `${primary}の準備ができていない、またはできているかわからない（良くないもの: ${text('lacking')}）`,
    lift: () => 'そのレディネスのチェックとガードが良好になれば、すぐにできます。',
  },
  nothingToApprove: {
    why: () => '承認を待っているステージがない',
    lift: () => 'ステージが承認を待っているというメッセージが来たら、承認してください。',
  },
  idUsedForAnother: {
    why: () => 'このコマンド id は、前に別のことに使われている',
    lift: () => '別の id で、または id なしで、もう一度実行してください。',
  },
  otherIncident: {
    why: ({ text }) =>
      `これはインシデント ${text('incident')} のためのもので、それは今開いていない`,
    lift: () => 'status を実行してください。今の状態に合うコマンドが表示されます。',
  },
  observe: {
    why: () => 'サービスが observe モードで、新しいことは何もしない',
    lift: () => 'services.yml で mode: auto にして、デプロイしてください。',
  },
  paused: {
    why: ({ text, moment }) =>
      `${text('who')} がこのサービスを ${moment('untilMs')} まで一時停止している`,
    lift: () => '一時停止が終われば、できます。resume ですぐに終えられます。',
  },
  rateBrake: {
    why: () => 'レートブレーキが、今はこれ以上の動作を許していない',
    lift: () => '前の動作がその時間枠から外れたら、もう一度実行してください。',
  },
};
