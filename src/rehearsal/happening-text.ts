/** What a scenario does to the world, in words: who it is about, and what becomes of it. */
import type { Service } from '../core/service.ts';
import type { Outage } from '../world/faults.ts';
import type { Breakage, Happening } from './scenario.ts';

export interface Told {
  readonly subject: string;
  readonly predicate: string;
}

export function tellHappening(happening: Happening, service: Service): Told {
  if (happening.kind === 'command') {
    const { who, command, reason } = happening;
    return { subject: `${who}:`, predicate: `${command} (${reason})` };
  }
  if (happening.kind === 'outage') return tellOutage(happening.of, happening.how);
  return {
    subject: `${happening.side} (${service[happening.side].region})`,
    predicate: sidePredicate(happening),
  };
}

const OUTAGE_SUBJECTS: Readonly<Record<Outage, string>> = {
  route53Control: "Route 53's control plane",
  cloudWatchUsEast1: 'CloudWatch in us-east-1',
  healthCheckMetrics: 'the flow of health check metrics',
  cloudWatchHome: 'CloudWatch in the home Region',
  stateStore: 'DynamoDB',
  notifier: 'SNS',
  nameServers: 'what asks the name servers',
  probes: "Switchback's own probing",
};

const OUTAGE_PREDICATES = {
  error: 'fails: every call gets an error',
  silence: 'fails: no call is answered',
  'answer-lost': 'does what it is asked, but its answers are lost',
} as const;

function tellOutage(of: Outage, how: Extract<Happening, { kind: 'outage' }>['how']): Told {
  const subject = OUTAGE_SUBJECTS[of];
  if (how === null) return { subject, predicate: 'works again' };
  return { subject, predicate: of === 'healthCheckMetrics' ? 'stops' : OUTAGE_PREDICATES[how] };
}

function sidePredicate(happening: Exclude<Happening, { kind: 'command' | 'outage' }>): string {
  switch (happening.kind) {
    case 'break':
      return breakageText(happening.how);
    case 'mend':
      return 'answers its health check again';
    case 'usersFail':
      return happening.on ? "fails users' requests" : 'serves users again';
    case 'readiness':
      return happening.ready ? 'is ready again' : 'is not ready (its readiness checks fail)';
  }
}

function breakageText(how: Breakage): string {
  if (how.kind === 'status') return `answers ${how.status}`;
  return how.kind === 'refused' ? 'refuses connections' : 'stops answering';
}
