/** What a person should do once everything is deployed. */
import type { Configuration } from '../core/service.ts';
import { functionName } from '../infrastructure/functions.ts';

export function nextSteps(configuration: Configuration): readonly string[] {
  const { services, stackName, homeRegion } = configuration;
  const ids = services.map(({ id }) => id).join(', ');
  const status = functionName(stackName, 'operate');
  return [
    ...told(configuration),
    `Armed   Switchback acts for ${ids} once each was seen well for five minutes; a new check counts after its first five.`,
    'See     npx switchback status',
    `        or, with nothing but the AWS CLI: aws lambda invoke --region ${homeRegion} --function-name ${status} ` +
      `--cli-binary-format raw-in-base64-out --payload '{"command":"status"}' /dev/stdout`,
    'Try     npx switchback rehearse: the outage of these services, on this machine, with nothing at stake.',
  ];
}

function told({ subscriptions }: Configuration): readonly string[] {
  if (subscriptions.length === 0) {
    return [
      'Tell    Nobody is told yet: add "notify:" to services.yml, or subscribe to the topics.',
    ];
  }
  const to = subscriptions.map(({ endpoint }) => endpoint).join(', ');
  return [
    `Tell    Confirm the three messages that SNS sends to ${to}: incidents, faults of Switchback itself, and silence of its home.`,
  ];
}
