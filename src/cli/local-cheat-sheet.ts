/** What `switchback local` prints when everything is up: where things are, and what to type in a second terminal. */
import { recordTypes } from '../core/service.ts';
import { functionName } from '../infrastructure/functions.ts';
import type { LocalCloud } from '../local/cloud.ts';
import { localNameServers } from '../local/local-zones.ts';

export function cheatSheet({ url, parts }: LocalCloud): readonly string[] {
  const { configuration, clock, sites } = parts;
  const [service] = configuration.services;
  if (service === undefined) return [];
  const [server] = localNameServers(configuration);
  const [type] = recordTypes(service);
  const aws = `aws --endpoint-url ${url} --region ${configuration.homeRegion}`;
  const failback = JSON.stringify({ service: service.id, who: 'you', reason: 'all is well' });
  return [
    `The local cloud is up; one second here is ${clock.speed} there. Ctrl-C ends it.`,
    '',
    `  AWS endpoint   ${url}`,
    ...sites.addresses().map(({ address, protocol, owners }) => {
      const names = owners.map((owner) => `${owner.service} ${owner.side}`).join(', ');
      return `  ${names.padEnd(14)} ${protocol}://${address}`;
    }),
    '',
    'In a second terminal (any credentials will do: export AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x):',
    `  dig @${server?.host} -p ${server?.port} ${service.names[0]} ${type}`,
    `  npm run local -- status                          where everything stands`,
    `  npm run local -- break ${service.id} primary down        or: refused, 503, slow=3s, wrong-body, not-ready`,
    `  npm run local -- mend ${service.id} primary`,
    `  npm run local -- fault route53Control silence    or: error, answer-lost; none ends it`,
    `  npm run local -- invoke failback '${failback}'`,
    `  npm run local -- invoke failback '{"command":"abort","service":"${service.id}"}'`,
    `  npm run local -- incidents                       and: inbox, log, kill`,
    `  ${aws} route53 list-resource-record-sets --hosted-zone-id ${service.zone.id}`,
    `  ${aws} cloudwatch describe-alarms`,
    `  ${aws} lambda invoke --function-name ${functionName(configuration.stackName, 'tick')} /dev/stdout`,
    '',
    'Switchback acts only once both sides have been healthy for ten minutes there: wait until status says so.',
  ];
}
