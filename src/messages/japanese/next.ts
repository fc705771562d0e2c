/** What happens next by itself, and what a person can do, in Japanese. */
import type { Outlook } from '../outlook.ts';
import type { Task } from '../tasks.ts';
import type { Sentence } from '../told.ts';

export const JAPANESE_OUTLOOKS: Readonly<Record<Outlook, Sentence>> = {
  watchesOnly: () =>
    'observe モード: Switchback は何も始めません。Route 53 がヘルスチェックに従って、ユーザーを移し、また戻します。',
  holdsWhenPrimaryFails: ({ primary, secondary }) =>
    `${primary}が異常になると、${secondary}が正常なら Route 53 はそちらを答えます。その後、armed で一時停止中でなければ、Switchback がユーザーをそこに留めます。`,
  holdsWhenSecondaryHealthy: ({ secondary }) =>
    `${secondary}が正常と確認できた時にプライマリがまだ異常なら、Route 53 はセカンダリを答え、一時停止中でなければ Switchback がユーザーをそこに留めます。`,
  holdsWhenArmed: ({ arming }) =>
    `サービスが armed になれば（プライマリが ${arming}続けて正常と確認できれば）、Switchback はユーザーを留めます。`,
  holdsWhenPauseEnds: () =>
    '一時停止が終わった時にプライマリがまだ異常なら、Switchback はその時にユーザーを留めます。',
  holdsWhenBrakeAllows: () =>
    '前の動作がレートブレーキの時間枠から外れた時にプライマリがまだ異常なら、Switchback はその時にユーザーを留めます。',
  returnsUnheld: ({ primary }) =>
    `${primary}が正常に戻ると、Route 53 は自動でユーザーをそこへ戻します。`,
  failsOpenToPrimary: ({ primary }) =>
    `どちらの側も正常でない間、Route 53 は両方が正常であるかのように${primary}を答えます。`,
  closesWhenStable: ({ primary, stableFor }) =>
    `${primary}の正常な状態が ${stableFor}続くと、インシデントは閉じます。`,
  armsWhenSeenHealthy: ({ newCheck, arming }) =>
    `最初の ${newCheck}の後、${arming}続けて正常と確認できれば、Switchback は再びこのサービスのために動きます。それまでは Route 53 が自動でユーザーを移し、また戻します。`,
  staysUntilPerson: ({ primary }) =>
    `${primary}が正常に戻っても、人がフェイルバックを始めるまで、ユーザーはセカンダリに留まります。`,
  failbackByItself: ({ primary, stableFor, cooldown }) =>
    `障害の後は、${primary}の準備ができ、正常な状態が ${stableFor}続き、クールダウン（${cooldown}）が終わるか解かれると、フェイルバックが自動で始まります。計画フェイルオーバー、再発、中止の後は、人を待ちます。`,
  lastResortPrimary: () =>
    'セカンダリが異常でプライマリが正常なら、Route 53 はプライマリを答えます。',
  lastResortSwitch: () => 'セカンダリが異常なら、Route 53 はプライマリを、正常でなくても答えます。',
  lastResortSecondary: () =>
    'セカンダリが異常でも、Route 53 はそれを答え続けます（lastResort: secondary）。',
  switchGoesOff: () => 'DNS でホールドスイッチが off になるまで、2〜4 分かかります。',
  recordsTriedAgain: () =>
    'Switchback は毎分やり直します。それまで Route 53 は今のレコードのとおりに答えます。',
  stagesGoOn: ({ stages, bake, ttl }) =>
    `どのステージ（プライマリに ${stages}）も、変更が行き渡って TTL（${ttl}）が過ぎた後、${bake}の間良好でなければなりません。その後、次のステージが始まります。`,
  stagesNeedApproval: ({ stages, bake, ttl }) =>
    `どのステージ（プライマリに ${stages}）も、変更が行き渡って TTL（${ttl}）が過ぎた後、${bake}の間良好でなければなりません。その後、次のステージは承認を待ちます。`,
  switchOffThenBakes: ({ bake, ttl }) =>
    `DNS でホールドスイッチが off になると、ユーザーはプライマリに戻ります。TTL（${ttl}）の後 ${bake}の間良好なら、インシデントは閉じます。`,
  badGuardTakesBack: () =>
    'プライマリまたはガードが悪くなると、フェイルバックは止まります。セカンダリが正常で、一時停止もレートブレーキも妨げなければ、ユーザーはセカンダリへ戻ります。',
  stageStays: () => '人が何かするまで、フェイルバックはこのステージに留まります。',
  stageGoesOnWhenKnown: () =>
    'プライマリとすべてのガードが良好と確認できると、フェイルバックは進みます。',
  stageGoesOnWhenSecondaryHealthy: () => 'セカンダリが正常に戻ると、フェイルバックは進みます。',
  stageGoesOnWhenPauseEnds: () =>
    'プライマリが悪くなっても、一時停止が終わるまでユーザーはこのステージに留まります。異常な側からは、Route 53 がユーザーを移します。',
  stageGoesOnWhenApproved: () => '人が承認すると、次のステージが始まります。',
  moveWhenSecondaryHealthy: ({ secondary }) =>
    `次のステージは始まりません。${secondary}が正常と確認でき次第、ユーザーをそこへ移します。`,
  moveWhenLifted: ({ secondary }) =>
    `次のステージは始まりません。それが終わり次第、ユーザーを${secondary}へ移します。`,
  writesNothing: () =>
    '人のコマンドが今のままのレコードを引き継ぐまで、Switchback はレコードを変更しません。Route 53 はそのレコードのとおりに答え続けます。',
  noMoveOnUnknown: () =>
    'わからないことを理由に、Switchback がユーザーを移すことはありません。Route 53 はヘルスチェックに従って動き続けます。',
  switchRepeated: () => 'Switchback は、あるべき位置を毎分送り続けます。',
  crossingLeft: () =>
    'レコードかスイッチを変更できるようになり次第、Switchback は自動でこの状態を終えます。',
  pausedNothingNew: () =>
    '一時停止が終わるまで、Switchback は自動では何も始めません。Route 53 はヘルスチェックに従って、ユーザーを移し、また戻します。',
};

export const JAPANESE_TASKS: Readonly<Record<Task, Sentence>> = {
  nothing: () => 'ありません。',
  lookAtPrimary: ({ primary }) => `${primary}のどこが悪いかを調べてください。`,
  lookAtSecondary: ({ secondary }) => `${secondary}のどこが悪いかを調べてください。`,
  lookAtBoth: () => 'どちらかの側を復旧してください。Route 53 は先に正常になった側を答えます。',
  lookAtGuards: ({ primary }) =>
    `${primary}と、そのレディネスのチェックと、フェイルバックのガードのアラームを調べてください。`,
  lookAtOwnProbe: () =>
    '上にある Route 53 の判定、アラーム、Switchback のプローブを比べてください。どれかがないか、食い違っています。',
  lookAtNotifier: () =>
    'メッセージを送れなかった理由（SNS トピック、そのキー、そのポリシー）を調べてください。',
  makeSecondaryReady: ({ secondary }) => `${secondary}の準備を整えてください（最初の行を参照）。`,
  seeAlarms: () => '両側のアラームを見る:',
  seeRecords: () => 'レコードを見る（なくなったレコードセットは、手で戻す必要があります）:',
  seeChanges: () => 'だれがレコードを変更したかを見る:',
  seeHoldAlarm: () => 'ホールドスイッチのアラームを見る:',
  failover: () => 'それでもユーザーをセカンダリに留める:',
  failbackLater: ({ primary, stableFor }) =>
    `${primary}の正常な状態が ${stableFor}続いたら、ユーザーを戻す:`,
  failback: ({ primary, stages }) => `ユーザーを${primary}へ戻す（${stages}）:`,
  failbackInOneStep: ({ primary, stableFor }) =>
    `${primary}の正常な状態が ${stableFor}続いていれば、全ユーザーを 1 段で戻す:`,
  failbackAnew: () => '今の設定でフェイルバックを最初から始める:',
  approve: () => '次のステージを始める:',
  abort: () => 'フェイルバックを中止し、ユーザーをセカンダリへ戻す:',
  resume: () => '一時停止を終える:',
  acknowledge: () => 'クールダウンや再発の待ちを解き、フェイルバックが自動で始まれるようにする:',
  adoptRecords: () => 'レコードが今のままで正しければ、引き継ぐ:',
  automatic: () =>
    'Switchback に動作させるには、services.yml で mode: auto にして、デプロイしてください。',
};
