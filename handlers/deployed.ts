/** What the four functions share: one set of adapters a cold start, one logger, one way to run a pass. */
import { configuration } from 'switchback:configuration';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Command } from '../src/core/command.ts';
import { fitting } from '../src/functions/log-line.ts';
import { type LogLine, logLines } from '../src/functions/pass-report.ts';
import type { Deployed } from '../src/functions/run-pass.ts';
import { watchMetrics } from '../src/functions/watch-metrics.ts';
import {
  SELF_METRICS,
  SELF_METRICS_PLACE,
  type SelfMetric,
} from '../src/infrastructure/self-metrics.ts';
import { type Pass, reconcile } from '../src/reconcile/reconcile.ts';
import { wire } from '../src/wire.ts';

const logger = new Logger({ serviceName: configuration.stackName });
const metrics = new Metrics({
  namespace: SELF_METRICS_PLACE.namespace,
  serviceName: configuration.stackName,
});
/** Of the invocation under way: a function serves one at a time. */
let remainingMs = (): number => Number.POSITIVE_INFINITY;
const ports = wire({ configuration, remainingMs: () => remainingMs() });

async function runPass(command: Command | null): Promise<Pass> {
  const pass = await reconcile(configuration, ports, command);
  for (const line of logLines(pass)) log(line);
  for (const [name, value] of Object.entries(watchMetrics(configuration, pass))) {
    metrics.addMetric(name, SELF_METRICS[name as SelfMetric], value);
  }
  return pass;
}

function log(line: LogLine): void {
  const { level, message, fields } = fitting(line);
  logger[level](message, fields);
}

export const deployed: Deployed = { configuration, runPass, log };

/** A Lambda handler with the logger's and the metrics' middleware around what the function does. */
export function handle<Event, Result>(
  act: (event: Event, context: Pick<Context, 'awsRequestId'>) => Promise<Result>,
) {
  return middy<Event, Result>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(logMetrics(metrics))
    .handler((event, context) => {
      remainingMs = () => context.getRemainingTimeInMillis();
      return act(event, context);
    });
}
