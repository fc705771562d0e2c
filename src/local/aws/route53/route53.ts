/** Route 53's REST API over the account: which action a request is for, and how its refusals are told. */
import { unknownAction } from '../api-error.ts';
import type { AwsRequest, AwsService } from '../aws-request.ts';
import { xmlError } from '../xml-error.ts';
import type { Action, Route53Needs } from './action.ts';
import { ChangeBook } from './change-book.ts';
import { checkActions } from './checks.ts';
import { recordActions } from './records.ts';
import { ROUTE53_NAMESPACE } from './request-xml.ts';
import { tagActions } from './tags.ts';
import { zoneActions } from './zones.ts';

const VERSION = '/2013-04-01';

export function route53Service(
  needs: Route53Needs & { readonly nameServers: readonly string[] | undefined },
): AwsService {
  const changes = new ChangeBook(needs);
  const actions = [
    ...zoneActions({ ...needs, changes }),
    ...recordActions({ ...needs, changes }),
    ...checkActions(needs),
    ...tagActions(needs),
  ];
  return {
    serve: async (request) => {
      const { action, ids } = find(actions, request);
      if (!action.throttlesItself) needs.throttle.request(action.name);
      return action.run({ ids, query: request.query, body: request.body });
    },
    refuse: (error, request) => xmlError(ROUTE53_NAMESPACE, error, request),
  };
}

function find(
  actions: readonly Action[],
  { method, path }: AwsRequest,
): { readonly action: Action; readonly ids: readonly string[] } {
  const parts = path.startsWith(`${VERSION}/`) ? pathParts(path.slice(VERSION.length)) : [];
  for (const action of actions) {
    const ids = action.method === method ? idsIn(action.path, parts) : undefined;
    if (ids !== undefined) return { action, ids };
  }
  throw unknownAction(
    `${method} ${path}`,
    actions.map(({ name }) => name),
  );
}

/** `/hostedzone//hostedzone/Z1` is what some clients make of an id that has its prefix. */
function pathParts(path: string): readonly string[] {
  return path
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
}

function idsIn(pattern: string, parts: readonly string[]): readonly string[] | undefined {
  const wanted = pathParts(pattern);
  if (wanted.length !== parts.length) return undefined;
  const fits = wanted.every((want, at) => want === '*' || want === parts[at]);
  return fits ? parts.filter((_, at) => wanted[at] === '*').map(withoutPrefix) : undefined;
}

function withoutPrefix(id: string): string {
  return id.replace(/^\/(?:hostedzone|healthcheck|change)\//, '');
}
