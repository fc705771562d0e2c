/** Route 53's actions on health checks. */
import { randomUUID } from 'node:crypto';
import { checkerRanges } from '../../../world/checker-addresses.ts';
import { node, nodes } from '../xml-writer.ts';
import { type Action, type ActionRequest, answer, type Route53Needs } from './action.ts';
import { CheckBook } from './check-book.ts';
import { CONFIG_FIELDS, configNode, readConfig, readSettings } from './check-config.ts';
import { assertHasCheckers, lastFailureNodes, statusNodes } from './check-reports.ts';
import { invalid } from './check-rules.ts';
import { pageFrom, pageSize } from './paging.ts';
import { Fields, readRequest } from './request-xml.ts';

const CHECKS_PER_PAGE = 100;
/** What an update may say. */
const UPDATED_FIELDS = [
  'HealthCheckVersion',
  ...CONFIG_FIELDS.filter(
    (field) => !['Type', 'RequestInterval', 'MeasureLatency', 'RoutingControlArn'].includes(field),
  ),
  'ResetElements',
];

export function checkActions(needs: Route53Needs): readonly Action[] {
  const checks = new Checks(needs);
  const one = (
    name: string,
    path: string,
    run: Action['run'],
    method: Action['method'] = 'GET',
  ) => ({
    name,
    method,
    path,
    run,
  });
  return [
    one('CreateHealthCheck', '/healthcheck', ({ body }) => checks.create(body), 'POST'),
    one('GetHealthCheck', '/healthcheck/*', ({ ids }) => checks.get(ids[0])),
    one('UpdateHealthCheck', '/healthcheck/*', (request) => checks.update(request), 'POST'),
    one('DeleteHealthCheck', '/healthcheck/*', ({ ids }) => checks.delete(ids[0]), 'DELETE'),
    one('ListHealthChecks', '/healthcheck', ({ query }) => checks.list(query)),
    one('GetHealthCheckStatus', '/healthcheck/*/status', ({ ids }) => checks.status(ids[0])),
    one('GetHealthCheckLastFailureReason', '/healthcheck/*/lastfailurereason', ({ ids }) =>
      checks.lastFailure(ids[0]),
    ),
    one('GetHealthCheckCount', '/healthcheckcount', () => checks.count()),
    one('GetCheckerIpRanges', '/checkeripranges', () =>
      answer('GetCheckerIpRanges', [
        node(
          'CheckerIpRanges',
          checkerRanges().map((range) => node('member', range)),
        ),
      ]),
    ),
  ];
}

class Checks {
  readonly #needs: Route53Needs;
  readonly #book: CheckBook;

  constructor(needs: Route53Needs) {
    this.#needs = needs;
    this.#book = new CheckBook(needs.world);
  }

  create(body: Buffer) {
    const fields = new Fields(readRequest(body, 'CreateHealthCheckRequest'), [
      'CallerReference',
      'HealthCheckConfig',
    ]);
    const reference = fields.required('CallerReference');
    const config = readConfig(fields.requiredElement('HealthCheckConfig'));
    const id = this.#book.create(reference, config, randomUUID());
    return answer('CreateHealthCheck', [this.#node(id)], {
      status: 201,
      location: `https://route53.amazonaws.com/2013-04-01/healthcheck/${id}`,
    });
  }

  get(id = '') {
    return answer('GetHealthCheck', [this.#node(id)]);
  }

  update({ ids: [id = ''], body }: ActionRequest) {
    const fields = new Fields(readRequest(body, 'UpdateHealthCheckRequest'), UPDATED_FIELDS);
    const reset = fields.texts('ResetElements', 'ResettableElementName') ?? [];
    const unknown = reset.find((field) => !RESETTABLE.includes(field));
    if (unknown !== undefined) throw invalid(`ResetElements has no ${unknown}.`);
    const cleared = Object.fromEntries(reset.map((field) => [field, undefined]));
    const change = { ...cleared, ...readSettings(fields) };
    this.#book.update(id, change, fields.integer('HealthCheckVersion'));
    return answer('UpdateHealthCheck', [this.#node(id)]);
  }

  delete(id = '') {
    this.#book.delete(id);
    return answer('DeleteHealthCheck', []);
  }

  list(query: URLSearchParams) {
    const size = pageSize(query, CHECKS_PER_PAGE);
    const marker = query.get('marker');
    const { items, next } = pageFrom(this.#needs.world.healthChecks(), marker, size);
    return answer(
      'ListHealthChecks',
      nodes({
        HealthChecks: items.map(({ id }) => this.#node(id)),
        Marker: marker ?? undefined,
        IsTruncated: next !== undefined,
        NextMarker: next?.id,
        MaxItems: size,
      }),
    );
  }

  status(id = '') {
    assertHasCheckers(this.#book.config(id));
    return answer('GetHealthCheckStatus', statusNodes(this.#needs.world.observationsOf(id)));
  }

  lastFailure(id = '') {
    assertHasCheckers(this.#book.config(id));
    const observations = this.#needs.world.observationsOf(id);
    return answer('GetHealthCheckLastFailureReason', lastFailureNodes(observations));
  }

  count() {
    const count = this.#needs.world.healthChecks().length;
    return answer('GetHealthCheckCount', [node('HealthCheckCount', count)]);
  }

  #node(id: string) {
    const config = this.#book.config(id);
    const { callerReference, version } = this.#book.registration(id);
    return node('HealthCheck', [
      node('Id', id),
      node('CallerReference', callerReference),
      configNode(config),
      node('HealthCheckVersion', version),
    ]);
  }
}

const RESETTABLE: readonly string[] = [
  'FullyQualifiedDomainName',
  'Regions',
  'ResourcePath',
  'ChildHealthChecks',
];
