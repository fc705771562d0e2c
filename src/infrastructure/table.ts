import { TABLE } from './functions.ts';
import type { PlainResource } from './template.ts';

/** By logical id. Outlives the stack: it is what remembers who holds what, and why. */
export function tableResources(): Readonly<Record<string, PlainResource>> {
  return {
    [TABLE]: {
      Type: 'AWS::DynamoDB::Table',
      // Deletion protection would stop a failed deployment from undoing itself.
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: 'service', AttributeType: 'S' },
          { AttributeName: 'item', AttributeType: 'S' },
        ],
        KeySchema: [
          { AttributeName: 'service', KeyType: 'HASH' },
          { AttributeName: 'item', KeyType: 'RANGE' },
        ],
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
        SSESpecification: { SSEEnabled: true },
      },
    },
  };
}
