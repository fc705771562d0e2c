import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { COMMAND_KINDS, type CommandKind } from '../../src/core/command.ts';
import { parseCommand } from '../../src/core/parse-command.ts';
import {
  alarmsLine,
  changesLine,
  holdAlarmLine,
  invokeLine,
  recordsLine,
} from '../../src/messages/command-line.ts';
import { aConfiguration, aService } from '../builders/configuration.ts';
import { hostileText } from './hostile.ts';
import { invocationOf } from './shell.ts';

const PLACE = aConfiguration();

/** As the functions do: the failback function takes a payload without a command for a failback. */
function parsed(line: string) {
  const invocation = invocationOf(line)!;
  const isFailback = invocation.functionName.endsWith('-failback');
  const raw = isFailback ? { command: 'failback', ...invocation.payload } : invocation.payload;
  return parseCommand(raw, 'request-1', 0);
}

describe('a command line', () => {
  it('starts a failback with the name of the service and a reason', () => {
    expect(invokeLine(PLACE, 'failback', 'shop')).toBe(
      'aws lambda invoke --region us-west-2 --function-name switchback-failback ' +
        '--cli-binary-format raw-in-base64-out --payload \'{"service":"shop","reason":"WHY"}\' /dev/stdout',
    );
  });

  it.each(COMMAND_KINDS)('for %s is one line that core takes', (kind) => {
    const answer = parsed(invokeLine(PLACE, kind, 'shop'));
    expect(answer).toMatchObject({ ok: true, command: { kind, service: 'shop' } });
  });

  it.each<[CommandKind, boolean]>([
    ['failover', true],
    ['failback', true],
    ['approve', true],
    ['acknowledge', true],
    ['abort', false],
    ['pause', false],
    ['resume', false],
  ])('for %s is bound to the incident of its message: %s', (kind, bound) => {
    const answer = parsed(invokeLine(PLACE, kind, 'shop', 'shop-20261124-150500'));
    expect(answer.ok && answer.command.incident).toBe(bound ? 'shop-20261124-150500' : undefined);
  });

  it.each<[CommandKind, string]>([
    ['failback', 'switchback-failback'],
    ['approve', 'switchback-failback'],
    ['abort', 'switchback-failback'],
    ['failover', 'switchback-operate'],
    ['pause', 'switchback-operate'],
    ['resume', 'switchback-operate'],
    ['acknowledge', 'switchback-operate'],
  ])('for %s goes to the function %s', (kind, functionName) => {
    expect(invocationOf(invokeLine(PLACE, kind, 'shop'))).toMatchObject({ functionName });
  });

  it('carries any name through the shell unchanged, as plain ASCII on one line', () => {
    fc.assert(
      fc.property(fc.constantFrom(...COMMAND_KINDS), hostileText, (kind, name) => {
        const line = invokeLine(PLACE, kind, name);
        expect(line).toMatch(/^[ -~]+$/);
        expect(line).not.toMatch(/[<>@`]/);
        expect(invocationOf(line)?.payload.service).toBe(name);
      }),
    );
  });

  it('shows alarms, hold alarm, records and changes of the service', () => {
    const service = aService();
    expect(alarmsLine(PLACE, service)).toContain(
      '--region us-east-1 --alarm-names switchback-shop-primary-health switchback-shop-secondary-health',
    );
    expect(holdAlarmLine(PLACE, service)).toContain(
      '--region us-west-2 --alarm-name-prefix switchback-shop-hold-',
    );
    expect(recordsLine(service)).toContain('--start-record-name shop.example.com');
    expect(changesLine()).toContain('ChangeResourceRecordSets');
  });

  it('quotes names that the shell would read otherwise', () => {
    const service = aService({ names: ['*.example.com'] });
    expect(recordsLine(service)).toContain("--start-record-name '*.example.com'");
    const hostile = aService({ id: "a'; reboot; '" });
    expect(holdAlarmLine(PLACE, hostile)).toContain("'switchback-a; reboot; -hold-'");
  });
});
