/** Route 53's actions on record sets and their changes. */
import { settledName } from '../../../adapters/route53-names.ts';
import { batchSize } from '../../../route53/batch-limits.ts';
import { applyBatch } from '../../../route53/change-batch.ts';
import type { ResourceRecordSet } from '../../../route53/record-set.ts';
import { ApiError } from '../api-error.ts';
import { nodes } from '../xml-writer.ts';
import { type Action, type ActionRequest, answer, type Route53Needs } from './action.ts';
import { type ChangeBook, changeInfoNode } from './change-book.ts';
import { compareTexts, listingOrder, spelled } from './names.ts';
import { pageSize } from './paging.ts';
import { readChanges, recordSetNode } from './record-xml.ts';
import { Fields, readRequest } from './request-xml.ts';
import { zoneOf } from './zones.ts';

const SETS_PER_PAGE = 300;
const LONGEST_COMMENT = 256;
/** Of one batch; until then its zone takes no other. AWS publishes no figure. */
const PROCESSING_MS = 150;

export interface RecordNeeds extends Route53Needs {
  readonly changes: ChangeBook;
}

export function recordActions(needs: RecordNeeds): readonly Action[] {
  const records = new Records(needs);
  return [
    {
      name: 'ListResourceRecordSets',
      method: 'GET',
      path: '/hostedzone/*/rrset',
      run: (request) => records.list(request),
    },
    {
      name: 'ChangeResourceRecordSets',
      method: 'POST',
      path: '/hostedzone/*/rrset',
      throttlesItself: true,
      run: (request) => records.change(request),
    },
    {
      name: 'GetChange',
      method: 'GET',
      path: '/change/*',
      run: ({ ids: [id = ''] }) => answer('GetChange', [changeInfoNode(needs.changes.get(id))]),
    },
  ];
}

class Records {
  readonly #needs: RecordNeeds;
  /** Zones with a batch in progress. */
  readonly #busy = new Set<string>();

  constructor(needs: RecordNeeds) {
    this.#needs = needs;
  }

  list({ ids, query }: ActionRequest) {
    const zone = zoneOf(this.#needs, ids[0]);
    const size = pageSize(query, SETS_PER_PAGE);
    const from = startOf(query);
    const sorted = this.#needs.world
      .records(zone.id)
      .map((set) => ({ set, place: placeOf(set) }))
      .filter(({ place }) => comparePlaces(place, from) >= 0)
      .sort((one, other) => comparePlaces(one.place, other.place))
      .map(({ set }) => set);
    const next = sorted[size];
    return answer(
      'ListResourceRecordSets',
      nodes({
        ResourceRecordSets: sorted.slice(0, size).map(recordSetNode),
        IsTruncated: next !== undefined,
        NextRecordName: next && spelled(next.Name),
        NextRecordType: next?.Type,
        NextRecordIdentifier: next?.SetIdentifier,
        MaxItems: size,
      }),
    );
  }

  async change({ ids, body }: ActionRequest) {
    const { world, clock, throttle, changes: book } = this.#needs;
    const request = new Fields(readRequest(body, 'ChangeResourceRecordSetsRequest'), [
      'ChangeBatch',
    ]);
    const batch = request.requiredElement('ChangeBatch');
    const changes = readChanges(batch);
    const comment = commentOf(new Fields(batch, ['Comment', 'Changes']));
    throttle.request('ChangeResourceRecordSets', batchSize(changes).changeTokens);
    const zone = zoneOf(this.#needs, ids[0]);
    if (this.#busy.has(zone.id)) {
      throw new ApiError(
        'PriorRequestNotComplete',
        'The request was rejected because Route 53 was still processing a prior request.',
      );
    }
    const result = applyBatch(world.records(zone.id), changes, {
      zoneName: zone.name,
      healthCheckExists: (id) => world.healthChecks().some((check) => check.id === id),
    });
    if (!result.ok) throw refusal(result.error, result.messages);
    const id = world.editRecords(zone.id, changes);
    if (comment !== undefined) book.comment(id, comment);
    await this.#process(zone.id, (done) => clock.after(PROCESSING_MS, done));
    const info = { ...book.get(id), status: 'PENDING' as const };
    return answer('ChangeResourceRecordSets', [changeInfoNode(info)]);
  }

  async #process(zoneId: string, wait: (done: () => void) => void): Promise<void> {
    const processed = Promise.withResolvers<void>();
    this.#busy.add(zoneId);
    wait(() => {
      this.#busy.delete(zoneId);
      processed.resolve();
    });
    await processed.promise;
  }
}

function commentOf(batch: Fields): string | undefined {
  const comment = batch.text('Comment');
  if (comment !== undefined && comment.length > LONGEST_COMMENT) {
    throw new ApiError('InvalidInput', `A comment has at most ${LONGEST_COMMENT} characters.`);
  }
  return comment;
}

/** As live Route 53 sends it: the sentences of a batch in one pair of brackets. */
function refusal(code: string, messages: readonly string[]): ApiError {
  const isBatch = code === 'InvalidChangeBatch';
  const status = code === 'NoSuchHealthCheck' ? 404 : 400;
  return new ApiError(code, isBatch ? `[${messages.join(', ')}]` : messages.join(' '), status);
}

type Place = readonly [name: string, type: string, identifier: string];

function placeOf({ Name, Type, SetIdentifier }: ResourceRecordSet): Place {
  return [listingOrder(Name), Type, SetIdentifier ?? ''];
}

function comparePlaces(one: Place, other: Place): number {
  return (
    compareTexts(one[0], other[0]) ||
    compareTexts(one[1], other[1]) ||
    compareTexts(one[2], other[2])
  );
}

function startOf(query: URLSearchParams): Place {
  const [name, type, identifier] = [query.get('name'), query.get('type'), query.get('identifier')];
  if (type !== null && name === null) {
    throw new ApiError('InvalidInput', 'StartRecordType needs StartRecordName beside it.');
  }
  if (identifier !== null && type === null) {
    throw new ApiError(
      'InvalidInput',
      'StartRecordIdentifier needs StartRecordName and StartRecordType beside it.',
    );
  }
  return [name === null ? '' : listingOrder(settledName(name)), type ?? '', identifier ?? ''];
}
