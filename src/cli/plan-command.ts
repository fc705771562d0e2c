/** `switchback plan`: what the next deployment would change, or, offline, what there would be and what it costs. */
import type { Command } from 'commander';
import { loadConfiguration } from '../config/load.ts';
import type { Configuration } from '../core/service.ts';
import type { DeploymentPlan } from '../deployment/plan-deployment.ts';
import { describePlan } from '../infrastructure/plan.ts';
import { deploymentText } from './deployment-text.ts';
import { EXIT } from './exit.ts';
import { planText } from './plan-text.ts';

interface Options {
  readonly config: string;
  readonly offline?: boolean;
  readonly json?: boolean;
}

export function addPlanCommand(program: Command): void {
  program
    .command('plan')
    .description('what a deploy would change in the account, and whether it would be refused')
    .option('-c, --config <file>', 'the services to plan', 'services.yml')
    .option('--offline', 'no account: everything there would be, with cost, limits and hazards')
    .option('--json', 'as JSON')
    .action(async ({ config, offline, json = false }: Options) => {
      const configuration = loadConfiguration(config);
      if (offline) printOffline(configuration, json);
      else await printInAccount(configuration, json);
    });
}

function printOffline(configuration: Configuration, json: boolean): void {
  const plan = describePlan(configuration);
  console.log(json ? asJson(plan) : planText(plan));
}

async function printInAccount(configuration: Configuration, json: boolean): Promise<void> {
  // The AWS SDK and esbuild are loaded by whoever needs them only.
  const { planInAccount } = await import('./plan-account.ts');
  const plan = await planInAccount(configuration);
  console.log(json ? asJson(plan) : deploymentText(plan).join('\n'));
  process.exitCode = exitOf(plan);
}

export function exitOf({ refused, pending }: Pick<DeploymentPlan, 'refused' | 'pending'>): number {
  if (refused.length > 0) return EXIT.refused;
  return pending > 0 ? EXIT.pending : EXIT.done;
}

function asJson(plan: object): string {
  return JSON.stringify(plan, null, 2);
}
