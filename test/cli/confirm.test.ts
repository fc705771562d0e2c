import { describe, expect, it } from '@jest/globals';
import { confirmMove } from '../../src/cli/confirm.ts';
import type { Terminal } from '../../src/cli/conversation.ts';
import type { CommandKind } from '../../src/core/command.ts';

function terminalWith(typed: string | null): Terminal & { readonly asked: string[] } {
  const asked: string[] = [];
  const ask = async (question: string) => {
    asked.push(question);
    return typed ?? '';
  };
  return { isTerminal: typed !== null, ask, asked };
}

describe('Before traffic moves', () => {
  it.each(['failover', 'failback', 'approve'] as const)(
    'a person at a terminal types the service’s name: %s',
    async (kind) => {
      const terminal = terminalWith(' shop ');
      await confirmMove(kind, 'shop', undefined, terminal);
      expect(terminal.asked).toEqual(['This moves users of shop. Type its name: ']);
      await expect(confirmMove(kind, 'shop', undefined, terminalWith('y'))).rejects.toThrow(
        'Nothing was changed.',
      );
    },
  );

  it('nobody is asked who has said it, or where nobody is', async () => {
    const terminal = terminalWith('api');
    await confirmMove('failover', 'shop', 'shop', terminal);
    expect(terminal.asked).toEqual([]);
    await expect(confirmMove('failover', 'shop', undefined, terminalWith(null))).rejects.toThrow(
      '--confirm shop',
    );
  });

  it.each<CommandKind>(['abort', 'pause', 'resume', 'acknowledge'])(
    'and not when nothing moves, or a failback stops: %s',
    async (kind) => {
      const terminal = terminalWith('');
      await confirmMove(kind, 'shop', undefined, terminal);
      expect(terminal.asked).toEqual([]);
    },
  );
});
