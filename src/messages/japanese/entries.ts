/** What was done or found, in Japanese: one line each, without a full stop. */
import type { HoldObstacle, StageObstacle } from '../because.ts';
import { framed, type Phrases, reasons } from '../framed.ts';
import type { EntrySentences } from '../wording.ts';
import { JAPANESE_REFUSALS } from './refusals.ts';

/** Why Switchback does not act: completes "…ため". */
const HOLD_OBSTACLES: Phrases<HoldObstacle> = {
  secondaryUnhealthy: ({ secondary }) => `${secondary}が異常である`,
  secondaryUnknown: ({ secondary }) => `${secondary}が正常かどうかわからない`,
  frozen: () => 'この状態とは別の状態がレコードを変更した',
  drift: () => 'レコードが Switchback の残したものと違う',
  notArmed: () => 'サービスが armed になるだけの時間、正常と確認できていない',
  observe: () => 'サービスが observe モードである',
  paused: () => '自動動作が一時停止中である',
  rateBrake: () => 'レートブレーキが、今はこれ以上の自動動作を許していない',
};

const { observe: _observe, ...HOLD_OBSTACLES_WHEN_ACTING } = HOLD_OBSTACLES;
const { notArmed: _notArmed, ...HOLD_OBSTACLES_ONCE_ARMED } = HOLD_OBSTACLES;

/** Why the failback does not go on: completes "…ため". */
const STAGE_OBSTACLES: Phrases<StageObstacle> = {
  configChanged: () => 'フェイルバックの開始後にサービスの設定が変わった',
  drift: () => 'レコードが Switchback の残したものと違う',
  frozen: () => 'この状態とは別の状態がレコードを変更した',
  guardsUnknown: ({ primary }) => `${primary}、そのレディネス、ガードが良好かどうかわからない`,
  secondaryUnhealthy: ({ secondary }) => `${secondary}が異常である`,
  approval: () => '次のステージに人の承認がいる',
  guardBad: ({ primary }) =>
    `${primary}、そのレディネス、またはガードが悪く、一時停止、observe モード、またはレートブレーキのためにユーザーを戻せない`,
  paused: () => '自動動作が一時停止中である',
};

export const JAPANESE_ENTRIES: EntrySentences = {
  armed: {
    seenHealthy: ({ primary }) =>
      `armed になりました: ${primary}が十分な時間正常だったので、Switchback はこのサービスのために動きます`,
  },
  disarmed: {
    checkOrTargetChanged: () =>
      'armed でなくなりました: チェックまたは指す先が変わったので、まず正常と確認する必要があります',
  },
  incidentOpened: {
    primaryFailed: ({ primary }) => `インシデント開始: Route 53 が${primary}を異常と判定しました`,
    planned: ({ text }) =>
      `インシデント開始: ${text('who')} による計画フェイルオーバー、理由: ${text('reason')}`,
    movedByHand: () =>
      'インシデント開始: レコードが手作業で変更され、ユーザーがセカンダリへ移されていました',
  },
  flapped: {
    overBeforeSeen: ({ primary }) =>
      `フラップ: アラームによると${primary}に障害がありましたが、Route 53 はもう正常と答えています。ホールドを始める前に終わりました`,
    ...framed(
      HOLD_OBSTACLES,
      (why, { primary }) =>
        `フラップ: ${primary}が正常に戻りました。${why}ため、ホールドはしませんでした`,
    ),
  },
  notHeld: framed(
    HOLD_OBSTACLES_WHEN_ACTING,
    (why) => `${why}ため、ユーザーをセカンダリに留めていません`,
  ),
  wouldHold: {
    observe: ({ secondary }) =>
      `本来ならユーザーを${secondary}に留め始めるところですが、サービスが observe モードのため、何もしていません`,
  },
  holdBegun: {
    primaryFailed: ({ primary, secondary }) =>
      `ホールド開始: ${primary}に障害が起きたため、ユーザーを${secondary}に留めます`,
    planned: ({ secondary }) => `ホールド開始: ${secondary}への計画フェイルオーバー`,
    relapse: ({ primary, secondary }) =>
      `ホールド開始: フェイルバック中に${primary}またはガードが悪くなったため、ユーザーを${secondary}へ戻します`,
    abort: ({ secondary }) =>
      `ホールド開始: 人がフェイルバックを中止したため、ユーザーを${secondary}へ戻します`,
  },
  held: {
    weights: ({ duration }) =>
      `レコードの重みでホールドできました（${duration('tookMs')}かかりました）`,
    switch: ({ duration }) =>
      `ホールドスイッチでホールドできました（${duration('tookMs')}かかりました）`,
  },
  lateHold: {
    weights: ({ primary, duration }) =>
      `遅れたホールド: レコードの重みでホールドするのに ${duration('tookMs')}かかり、その前にユーザーは一度${primary}に戻っていました`,
    switch: ({ primary, duration }) =>
      `遅れたホールド: ホールドスイッチでホールドするのに ${duration('tookMs')}かかり、その前にユーザーは一度${primary}に戻っていました`,
  },
  switchReleased: {
    weightsCarry: ({ duration }) =>
      `ホールドスイッチを ${duration('onForMs')}後に解除しました: レコードの重みだけでホールドします`,
    neverShown: ({ duration }) =>
      `ホールドスイッチを ${duration('onForMs')}後に解除しました: DNS に on が現れず、レコードの重みだけでホールドしています`,
    secondaryUnhealthy: ({ secondary }) =>
      `ホールドスイッチを解除しました: ${secondary}が異常で、スイッチがあると Route 53 が正常なプライマリを答えられません`,
  },
  failbackPossible: {
    primaryStable: ({ primary, stableFor }) =>
      `フェイルバックできます: ${primary}の正常な状態が ${stableFor}続き、妨げるものはありません`,
  },
  failbackStarted: {
    whenStable: ({ primary, text }) =>
      `${primary}へのフェイルバックが自動で始まりました。段階: ${text('stages')}`,
    command: ({ primary, text }) =>
      `${primary}へのフェイルバックを ${text('who')} が始めました。段階: ${text('stages')}`,
  },
  stageBegun: {
    weights: ({ text, primary }) =>
      `ステージ開始: 答えの ${text('primary')} % を${primary}にします`,
    switchOff: () => '段階開始: ホールドスイッチを off にします',
  },
  stageWaiting: framed(
    STAGE_OBSTACLES,
    (why) => `${why}ため、フェイルバックはこのステージで待っています`,
  ),
  stageResumed: framed(
    STAGE_OBSTACLES,
    (why) => `フェイルバックが進みます。${why}ために待っていました`,
  ),
  failbackDone: {
    allStagesGood: ({ primary, duration }) =>
      `フェイルバック完了: ユーザーは再び${primary}にいることになります。インシデントは ${duration('lastedMs')}続きました`,
  },
  relapsed: {
    guardBad: ({ primary }) =>
      `再発: フェイルバック中に${primary}、そのレディネス、またはガードが悪くなったため、フェイルバックを止めました`,
  },
  aborted: { command: () => '人がフェイルバックを中止しました。次のステージは始まりません' },
  moveWaits: framed(
    HOLD_OBSTACLES_ONCE_ARMED,
    (why, { secondary }) => `${why}ため、${secondary}への移動は待っています`,
  ),
  incidentClosed: {
    primaryStableAgain: ({ primary, stableFor, duration }) =>
      `インシデントは ${duration('lastedMs')}で閉じました: ${primary}の正常な状態が ${stableFor}続き、ホールドはありませんでした`,
    returnedByHand: ({ primary, duration }) =>
      `インシデントは ${duration('lastedMs')}で閉じました: レコードが手作業で${primary}に戻されました`,
  },
  conditionBegan: {
    primaryUnhealthy: ({ primary }) => `${primary}が異常です`,
    secondaryUnhealthy: ({ secondary }) => `${secondary}が異常です`,
    primaryUnknown: ({ primary }) => `${primary}が正常かどうかわかりません`,
    secondaryUnknown: ({ secondary }) => `${secondary}が正常かどうかわかりません`,
    drift: ({ text }) =>
      `ドリフト: レコードが Switchback の残したものと違います（${text('detail')}）`,
    frozen: ({ text }) =>
      `凍結: この状態が作っていない世代 ${text('seenGeneration')} のレコードがゾーンにあります`,
    recordsNotWritten: () =>
      'あるべきレコードの重みが、まだすべてのネームサーバーには届いていません',
    switchDisagrees: () => 'DNS に現れたホールドスイッチが、あるべき位置と違います',
    crossing: () =>
      'ホールドスイッチが on のまま、レコードの重みがユーザーを動かしています: セカンダリが異常になると、プライマリが正常でもセカンダリが答えられます',
  },
  conditionEnded: {
    primaryUnhealthy: ({ primary, duration }) =>
      `${primary}は異常でなくなりました（${duration('lastedMs')}続きました）`,
    secondaryUnhealthy: ({ secondary, duration }) =>
      `${secondary}は異常でなくなりました（${duration('lastedMs')}続きました）`,
    primaryUnknown: ({ primary, duration }) =>
      `${primary}が正常かどうか、再びわかるようになりました（${duration('lastedMs')}不明でした）`,
    secondaryUnknown: ({ secondary, duration }) =>
      `${secondary}が正常かどうか、再びわかるようになりました（${duration('lastedMs')}不明でした）`,
    drift: ({ duration }) =>
      `ドリフトは解消しました: レコードはあるべきとおりです（${duration('lastedMs')}続きました）`,
    frozen: ({ duration }) =>
      `凍結は解消しました: レコードはこの状態のものです（${duration('lastedMs')}続きました）`,
    recordsNotWritten: ({ duration }) =>
      `あるべきレコードの重みが、すべてのネームサーバーに届きました（${duration('lastedMs')}かかりました）`,
    switchDisagrees: ({ duration }) =>
      `DNS とホールドスイッチの食い違いは解消しました（${duration('lastedMs')}続きました）`,
    crossing: ({ duration }) =>
      `ホールドスイッチとレコードの重みの交差は解消しました（${duration('lastedMs')}続きました）`,
  },
  recordsAdopted: {
    drift: ({ text }) =>
      `ほかから変更されたレコードを、読んだとおりに引き継ぎました: 重み（プライマリ/セカンダリ）${text('weights')}`,
    frozen: ({ text }) =>
      `別の状態のもとで変更されたレコードを、読んだとおりに引き継ぎました: 重み（プライマリ/セカンダリ）${text('weights')}`,
  },
  changeRepeated: {
    superseded: ({ text }) =>
      `レコードの変更を世代 ${text('generation')} としてやり直しました: 古い変更がその位置に入っていました`,
    changeIdLost: ({ text }) =>
      `レコードの変更を世代 ${text('generation')} としてやり直しました: 最初の変更がどこまで進んだか、Route 53 に聞けません`,
  },
  paused: {
    command: ({ text, moment }) =>
      `${text('who')} が自動動作を ${moment('untilMs')} まで一時停止しました。理由: ${text('reason')}`,
  },
  pauseReminder: {
    stillPaused: ({ text, moment }) =>
      `自動動作はまだ ${moment('untilMs')} まで一時停止中です（${text('who')}、理由: ${text('reason')}）`,
  },
  pauseEnded: {
    timeIsUp: ({ text }) => `${text('who')} の一時停止は、時間が来て終わりました`,
    command: ({ text }) => `${text('who')} が一時停止を終えました`,
  },
  acknowledged: {
    command: ({ text }) => `${text('who')} が確認しました: クールダウンと再発の待ちを解きました`,
  },
  commandRefused: framed(
    reasons(JAPANESE_REFUSALS),
    (why, { text }) => `${why}ため、${text('who')} の ${text('command')} を拒否しました`,
  ),
  outboxCollapsed: {
    notifierAway: ({ text }) =>
      `${text('count')} 件を間に合うように知らせられませんでした。書けたものはすべて時系列にあります`,
  },
};
