/** Corpus M: payloads that are refused, or answered, for what they are. */
import { MINUTE } from '../reconcile/scene.ts';
import { ABORT, atRest, type CommandRow, FAILBACK, OVER, PAUSE, send } from './sending.ts';

const START_MS = 1_795_478_400_000;

const toFailback = (payload: unknown) => async () => send(await atRest(), 'failback', payload);
const toOperate = (payload: unknown) => async () => send(await atRest(), 'operate', payload);
const nest = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

export const PAYLOADS: readonly CommandRow[] = [
  ['M1', 'an empty body', toFailback(undefined), 'X()'],
  ['M1', 'an empty object', toFailback({}), 'X(service, reason)'],
  ['M2', 'an unknown action', toFailback({ ...FAILBACK, command: 'reboot' }), 'X(command)'],
  ['M4', 'an id of 1 KB', toFailback({ ...FAILBACK, id: 'x'.repeat(1024) }), 'X(id)'],
  ['M4', 'an id with a slash', toFailback({ ...FAILBACK, id: 'a/b' }), 'X(id)'],
  [
    'M4',
    'an id of one letter',
    toFailback({ ...FAILBACK, id: 'a' }),
    'X(notHeld)',
    'people type ids',
  ],
  ['M7', 'failback while at rest', toFailback(FAILBACK), 'X(notHeld)'],
  [
    'M10',
    'older than ten minutes',
    toFailback({ ...FAILBACK, issuedAtMs: START_MS - MINUTE }),
    'X(issuedAtMs)',
  ],
  [
    'M11',
    'from the future',
    toFailback({ ...FAILBACK, issuedAtMs: START_MS + 60 * MINUTE }),
    'X(issuedAtMs)',
  ],
  [
    'M13',
    'force without a reason',
    toFailback({ service: 'shop', force: true }),
    'X(force, reason)',
    'there is no force',
  ],
  ['M14', 'force in words', toFailback({ ...FAILBACK, force: 'true' }), 'X(force)'],
  ['M17', 'abort of nothing', toFailback(ABORT), 'nothingToDo: notReturning'],
  ['M23', 'a plan with weight 300', toFailback({ ...FAILBACK, stages: [300, 20] }), 'X(stages)'],
  ['M25', 'a path for a service', toFailback({ ...FAILBACK, service: '../../x' }), 'X(service)'],
  ['M25', 'NUL in a service', toFailback({ ...FAILBACK, service: 'shop\u0000' }), 'X(service)'],
  ['M25', 'a Cyrillic look-alike', toFailback({ ...FAILBACK, service: '\u0455hop' }), 'X(service)'],
  [
    'M28',
    'a body of 7 MB',
    toFailback({ ...FAILBACK, reason: 'x'.repeat(7_000_000) }),
    'X(reason)',
  ],
  [
    'M29',
    '1e400',
    toOperate(JSON.parse(JSON.stringify(PAUSE).replace('3600000', '1e400'))),
    'X(forMs)',
  ],
  ['+', 'a text of JSON', toFailback(JSON.stringify(FAILBACK)), 'X()'],
  ['+', 'a list of commands', toFailback([FAILBACK, FAILBACK]), 'X()'],
  ['+', 'a number', toOperate(-0), 'X()'],
  [
    '+',
    'as API Gateway would send it',
    toFailback({ body: JSON.stringify(FAILBACK), headers: {} }),
    'X(body, headers, service, reason)',
  ],
  ['+', 'capitals', toFailback({ ...FAILBACK, command: 'FAILBACK' }), 'X(command)'],
  ['+', 'a service in capitals', toFailback({ ...FAILBACK, service: 'SHOP' }), 'X(service)'],
  ['+', 'blanks around a service', toFailback({ ...FAILBACK, service: ' shop ' }), 'X(service)'],
  ['+', 'every service at once', toFailback({ ...FAILBACK, service: '*' }), 'X(service)'],
  [
    '+',
    'a service that every object has',
    toFailback({ ...FAILBACK, service: 'constructor' }),
    'X(service)',
  ],
  ['+', 'a command of the other function', toFailback(PAUSE), 'X(command)'],
  [
    '+',
    'a key that steers a terminal',
    toFailback({ ...FAILBACK, '\u001b[2J\u202e': 1 }),
    'X(\\u001b[2J\\u202e)',
  ],
  [
    '+',
    'a prototype',
    toFailback(JSON.parse(`{"__proto__":{},${JSON.stringify(FAILBACK).slice(1)}`)),
    'X(__proto__)',
  ],
  [
    '+',
    'a thousand unknown fields',
    toFailback({
      ...FAILBACK,
      ...Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`x${at}`, 1])),
    }),
    `X(${Array.from({ length: 10 }, (_, at) => `x${at}`).join(', ')})`,
  ],
  [
    '+',
    'a reason nested 10 000 deep',
    toFailback({ ...FAILBACK, reason: nest(10_000) }),
    'X(reason)',
  ],
  ['+', 'who is nobody', toFailback({ ...FAILBACK, who: null }), 'X(who)'],
  ['+', 'a pause of half a millisecond', toOperate({ ...PAUSE, forMs: 0.5 }), 'X(forMs)'],
  ['+', 'a pause of a negative zero', toOperate({ ...PAUSE, forMs: -0 }), 'X(forMs)'],
  [
    '+',
    'an incident for all services',
    toOperate({ command: 'acknowledge', service: '*', incident: OVER }),
    'X(incident)',
  ],
  [
    '+',
    'status of a look-alike',
    toOperate({ command: 'status', service: '\u0455hop' }),
    'status failed',
  ],
  [
    '+',
    'status of a service nested 10 000 deep',
    toOperate({ command: 'status', service: nest(10_000) }),
    'status failed',
  ],
  [
    '+',
    'approval of nothing',
    toFailback({ command: 'approve', service: 'shop' }),
    'X(nothingToApprove)',
  ],
];
