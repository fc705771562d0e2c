/** As much of DynamoDB's JSON protocol as a state store speaks, over items in memory. */
import { type AwsAnswer, type AwsRequest, jsonError, ok } from './aws-stub.ts';

type Attribute = { readonly S?: string; readonly N?: string };
type Item = Readonly<Record<string, Attribute>>;

/** What the service refuses by itself. */
const LIMITS = { BatchGetItem: 100, BatchWriteItem: 25 } as const;

export class DynamoStub {
  readonly items = new Map<string, Item>();
  /** So many keys or items of each batch are left undone, once for each entry. */
  readonly leftOver: number[] = [];

  readonly answer = ({ action, text }: AwsRequest): AwsAnswer => {
    const input = JSON.parse(text);
    switch (action.replace('DynamoDB_20120810.', '')) {
      case 'BatchGetItem':
        return this.#batchGet(input);
      case 'BatchWriteItem':
        return this.#batchWrite(input);
      case 'PutItem':
        return this.#put(input);
      case 'GetItem':
        return ok({ Item: this.items.get(keyOf(input.Key)) });
      default:
        return this.#query(input);
    }
  };

  #batchGet({ RequestItems }: { RequestItems: Record<string, { Keys: Item[] }> }): AwsAnswer {
    const [[table = '', asked] = []] = Object.entries(RequestItems);
    const keys = asked?.Keys ?? [];
    if (keys.length > LIMITS.BatchGetItem) return jsonError('ValidationException');
    const left = keys.slice(0, this.leftOver.shift() ?? 0);
    const found = keys.slice(left.length).flatMap((key) => this.items.get(keyOf(key)) ?? []);
    const UnprocessedKeys = left.length > 0 ? { [table]: { ...asked, Keys: left } } : {};
    return ok({ Responses: { [table]: found }, UnprocessedKeys });
  }

  #batchWrite(input: {
    RequestItems: Record<string, { PutRequest: { Item: Item } }[]>;
  }): AwsAnswer {
    const [[table = '', requests = []] = []] = Object.entries(input.RequestItems);
    const keys = new Set(requests.map(({ PutRequest }) => keyOf(PutRequest.Item)));
    const isLegal = requests.length <= LIMITS.BatchWriteItem && keys.size === requests.length;
    if (!isLegal) return jsonError('ValidationException');
    const left = requests.slice(0, this.leftOver.shift() ?? 0);
    for (const { PutRequest } of requests.slice(left.length)) {
      this.items.set(keyOf(PutRequest.Item), PutRequest.Item);
    }
    return ok({ UnprocessedItems: left.length > 0 ? { [table]: left } : {} });
  }

  #put(input: {
    Item: Item;
    ConditionExpression: string;
    ExpressionAttributeValues?: Item;
  }): AwsAnswer {
    const stored = this.items.get(keyOf(input.Item));
    const expected = input.ExpressionAttributeValues?.[':expected']?.N;
    const holds =
      input.ConditionExpression === 'attribute_not_exists(#item)'
        ? stored === undefined
        : stored?.version?.N === expected;
    if (!holds) return jsonError('ConditionalCheckFailedException', 400, { Item: stored });
    this.items.set(keyOf(input.Item), input.Item);
    return ok({ ConsumedCapacity: { TableName: 'table', CapacityUnits: 1 } });
  }

  /** One item a page, so that pages are followed. */
  #query(input: {
    ExpressionAttributeValues: Item;
    ExclusiveStartKey?: Item;
    ScanIndexForward?: boolean;
  }): AwsAnswer {
    const { ':service': service, ':entries': prefix } = input.ExpressionAttributeValues;
    if (input.ScanIndexForward !== false) return jsonError('NotImplemented', 501);
    const from = input.ExclusiveStartKey?.item?.S ?? '~';
    const [next] = [...this.items.values()]
      .filter((item) => item.service?.S === service?.S)
      .filter((item) => item.item?.S?.startsWith(prefix?.S ?? ''))
      .filter((item) => (item.item?.S ?? '') < from)
      .sort((one, other) => ((one.item?.S ?? '') < (other.item?.S ?? '') ? 1 : -1));
    if (next === undefined) return ok({ Items: [], Count: 0 });
    const LastEvaluatedKey = { service: next.service, item: next.item };
    return ok({ Items: [next], Count: 1, LastEvaluatedKey });
  }
}

function keyOf({ service, item }: Item): string {
  return `${service?.S} ${item?.S}`;
}
