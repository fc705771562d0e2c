/** What the functions may do to records: in each zone, the services' own names and fences, and never DELETE. */
import { fenceSuffix } from '../core/names.ts';
import { recordTypes, type Service } from '../core/service.ts';
import type { Statement } from './policy.ts';
import { type Sub, sub } from './template.ts';

const KEYS = {
  names: 'route53:ChangeResourceRecordSetsNormalizedRecordNames',
  types: 'route53:ChangeResourceRecordSetsRecordTypes',
  actions: 'route53:ChangeResourceRecordSetsActions',
} as const;

/**
 * One statement a zone and not one a service: a request passes only if a single statement allows all of its changes,
 * and one batch carries all services of the zone.
 */
export function recordStatements(services: readonly Service[]): readonly Statement[] {
  const zones = Map.groupBy(services, ({ zone }) => zone.id);
  return [
    ...[...zones].map(([zoneId, inZone]) => changeStatement(zoneId, inZone)),
    {
      Effect: 'Allow',
      Action: ['route53:ListResourceRecordSets', 'route53:GetHostedZone'],
      Resource: [...zones.keys()].map(zoneArn),
    },
  ];
}

function changeStatement(zoneId: string, services: readonly Service[]): Statement {
  return {
    Effect: 'Allow',
    Action: ['route53:ChangeResourceRecordSets'],
    Resource: zoneArn(zoneId),
    Condition: {
      'ForAllValues:StringLike': { [KEYS.names]: distinct(services.flatMap(namePatterns)) },
      'ForAllValues:StringEquals': {
        [KEYS.types]: distinct([...services.flatMap(recordTypes), 'TXT']),
        [KEYS.actions]: ['CREATE', 'UPSERT'],
      },
      // ForAllValues is true of a request that lacks the key.
      Null: Object.fromEntries(Object.values(KEYS).map((key) => [key, 'false'])),
    },
  };
}

/** How much of a policy grows with the services. */
export function nameCharacters(services: readonly Service[]): number {
  return JSON.stringify(distinct(services.flatMap(namePatterns))).length;
}

function namePatterns(service: Service): readonly string[] {
  // The star stands for the generation: six digits or more.
  return [...service.names.map(normalizedName), `g*.${normalizedName(fenceSuffix(service))}`];
}

/** As the condition key has it: lower case, and all but letters, digits, hyphen, underscore and dot in octal. */
export function normalizedName(name: string): string {
  const plain = name.toLowerCase().replace(/\.$/, '');
  return plain.replaceAll(/[^a-z0-9\-_.]/g, (character) => {
    const octal = character.charCodeAt(0).toString(8).padStart(3, '0');
    return `\\${octal}`;
  });
}

function zoneArn(zoneId: string): Sub {
  return sub(`arn:\${AWS::Partition}:route53:::hostedzone/${zoneId}`);
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
