/** IAM policies as CloudFormation takes them. */
import type { PlainResource, Value } from './template.ts';

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, Value>>;
  readonly Action: readonly string[];
  readonly Resource: Value | readonly Value[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export function policyDocument(statements: readonly Statement[]) {
  return { Version: '2012-10-17', Statement: statements };
}

/** A role that one AWS service takes on for this account, and what it may do then. */
export function roleResource(
  service: string,
  statements: readonly Statement[],
  properties: Readonly<Record<string, unknown>> = {},
  condition: Statement['Condition'] = undefined,
): PlainResource {
  const trust = {
    Effect: 'Allow',
    Principal: { Service: service },
    Action: ['sts:AssumeRole'],
    ...(condition && { Condition: condition }),
  };
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      ...properties,
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trust] },
      Policies: [{ PolicyName: 'switchback', PolicyDocument: policyDocument(statements) }],
    },
  };
}

/** Refuses whatever comes without TLS, whoever sends it. */
export function tlsOnly(action: string, resource: Value): Statement {
  return {
    Effect: 'Deny',
    Principal: '*',
    Action: [action],
    Resource: resource,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}
