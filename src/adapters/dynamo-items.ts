/**
 * The table's layout. Partition key `service`, sort key `item`, both texts:
 *
 * | item          | attributes                                                                          |
 * |---------------|-------------------------------------------------------------------------------------|
 * | `STATE`       | `version` (N, for the condition), `body` (JSON), `writer` (one a put)               |
 * | `ENTRY#<key>` | `atMs` (N), `incident` (S, left out where there is none), `body` (JSON of the entry) |
 *
 * A key begins with its time, so a query of one service lists entries by time, and one with a filter on `incident`
 * lists an incident; neither needs a scan. Bodies are JSON in one text: the console shows it as it is, it comes back
 * exactly as it went in (native maps would lose `undefined`, and cost a marshaller), and nothing ever queries within.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { TimelineItem } from '../ports.ts';

export type Item = Record<string, AttributeValue>;

const STATE = 'STATE';
export const ENTRY_PREFIX = 'ENTRY#';

export function stateKey(service: string): Item {
  return { service: { S: service }, item: { S: STATE } };
}

export function stateItem(service: string, item: { readonly version: number }, writer: string) {
  return {
    ...stateKey(service),
    version: { N: String(item.version) },
    body: { S: JSON.stringify(item) },
    writer: { S: writer },
  };
}

/**
 * What is stored, judged by whoever asked. An item that somebody has broken by hand reads as something that is no state,
 * and never as missing: a missing state begins anew.
 */
export function readState(item: Item): unknown {
  const body = parsed(item.body?.S);
  const isWhole = String(Object(body).version) === item.version?.N;
  return isWhole ? body : `version ${item.version?.N} over the body ${item.body?.S}`;
}

export function entryItem({ service, key, incident, atMs, entry }: TimelineItem): Item {
  return {
    service: { S: service },
    item: { S: `${ENTRY_PREFIX}${key}` },
    atMs: { N: String(atMs) },
    ...(incident !== null && { incident: { S: incident } }),
    body: { S: JSON.stringify(entry) },
  };
}

export function readEntry({ service, item, incident, atMs, body }: Item): TimelineItem {
  return {
    service: service?.S ?? '',
    key: (item?.S ?? '').slice(ENTRY_PREFIX.length),
    incident: incident?.S ?? null,
    atMs: Number(atMs?.N ?? Number.NaN),
    entry: parsed(body?.S),
  };
}

/** The text itself where it is no JSON. */
function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return text ?? null;
  }
}
