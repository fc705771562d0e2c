/** What a person gets back from a command that was taken, in Japanese. */
import type { AnswerSentences } from '../wording.ts';

export const JAPANESE_ANSWERS: AnswerSentences = {
  done: {
    recordsAtRest: ({ primary }) =>
      `完了: レコードはすでに${primary}に戻されていました。そのまま引き継ぎ、インシデントを閉じました。`,
    paused: ({ moment }) =>
      `完了: 自動動作を ${moment('untilMs')} まで一時停止します。始めたことの仕上げは続きます。`,
    resumed: () => '完了: 一時停止を終えました。',
    acknowledged: () =>
      '完了: クールダウンと再発の待ちを解き、ほかから変更されたレコードを引き継ぎました。',
  },
  waiting: {
    holdBegun: ({ secondary }) =>
      `開始: ユーザーを${secondary}へ移し、そこに留めます。すべてのネームサーバーに届くまで約 1 分、その後 TTL の時間がかかります。`,
    moveWaits: ({ secondary }) =>
      `停止: 次のステージは始まりません。${secondary}への移動は、そこが正常になるまで待ちます。`,
    failbackStarted: ({ primary, stages }) =>
      `開始: ${primary}へのフェイルバック。このサービスのステージは ${stages} です。`,
    failbackAnew: ({ primary }) => `最初から開始: ${primary}へのフェイルバック。`,
    approved: () => '承認: 次のパスで次のステージが始まります。',
  },
  nothingToDo: {
    notReturning: () => 'することはありません: フェイルバックは進行していません。',
    notPaused: () => 'することはありません: このサービスは一時停止していません。',
    nothingToAcknowledge: () =>
      'することはありません: クールダウンも再発の待ちもなく、レコードもほかから変更されていません。',
  },
};
