/** Route 53's tags: asked for by many tools, and never set here. */
import { ApiError } from '../api-error.ts';
import { node, nodes } from '../xml-writer.ts';
import { type Action, answer, type Route53Needs } from './action.ts';
import { CheckBook } from './check-book.ts';
import { Fields, readRequest } from './request-xml.ts';
import { zoneOf } from './zones.ts';

const MOST_RESOURCES = 10;

export function tagActions(needs: Route53Needs): readonly Action[] {
  const book = new CheckBook(needs.world);
  const tagSet = (type: string, id: string) => {
    if (type === 'hostedzone') zoneOf(needs, id);
    else if (type === 'healthcheck') book.config(id);
    else throw new ApiError('InvalidInput', `There are no tags on a ${type}.`);
    return node('ResourceTagSet', nodes({ ResourceType: type, ResourceId: id, Tags: [] }));
  };
  return [
    {
      name: 'ListTagsForResource',
      method: 'GET',
      path: '/tags/*/*',
      run: ({ ids: [type = '', id = ''] }) => answer('ListTagsForResource', [tagSet(type, id)]),
    },
    {
      name: 'ListTagsForResources',
      method: 'POST',
      path: '/tags/*',
      run: ({ ids: [type = ''], body }) => {
        const request = readRequest(body, 'ListTagsForResourcesRequest');
        const ids = new Fields(request, ['ResourceIds']).texts('ResourceIds', 'ResourceId') ?? [];
        if (ids.length === 0 || ids.length > MOST_RESOURCES) {
          throw new ApiError('InvalidInput', `Ask for 1 to ${MOST_RESOURCES} resources at once.`);
        }
        const sets = ids.map((id) => tagSet(type, id));
        return answer('ListTagsForResources', [node('ResourceTagSets', sets)]);
      },
    },
  ];
}
