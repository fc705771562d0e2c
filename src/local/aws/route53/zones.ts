/** Route 53's actions on hosted zones. */
import { randomUUID } from 'node:crypto';
import { settledName } from '../../../adapters/route53-names.ts';
import type { NamedZone } from '../../../world/zones.ts';
import { ApiError } from '../api-error.ts';
import { node, nodes, type XmlNode } from '../xml-writer.ts';
import { type Action, type ActionRequest, answer, type Route53Needs } from './action.ts';
import { type ChangeBook, changeInfoNode } from './change-book.ts';
import { compareTexts, listingOrder, spelled } from './names.ts';
import { pageFrom, pageSize } from './paging.ts';
import { Fields, readRequest } from './request-xml.ts';

const ZONES_PER_PAGE = 100;
const NAME = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

interface CreatedZone {
  readonly callerReference: string;
  readonly name: string;
  readonly comment: string | undefined;
}

export interface ZoneNeeds extends Route53Needs {
  readonly changes: ChangeBook;
  /** Host names of the delegation set; without them those of each zone's own NS records. */
  readonly nameServers: readonly string[] | undefined;
}

export function zoneActions(needs: ZoneNeeds): readonly Action[] {
  const zones = new HostedZones(needs);
  const { world } = needs;
  return [
    {
      name: 'CreateHostedZone',
      method: 'POST',
      path: '/hostedzone',
      run: (request) => zones.create(request),
    },
    {
      name: 'GetHostedZone',
      method: 'GET',
      path: '/hostedzone/*',
      run: ({ ids }) => {
        const zone = zoneOf(needs, ids[0]);
        return answer('GetHostedZone', [zones.node(zone), zones.delegationNode(zone)]);
      },
    },
    {
      name: 'DeleteHostedZone',
      method: 'DELETE',
      path: '/hostedzone/*',
      run: ({ ids }) => zones.delete(zoneOf(needs, ids[0])),
    },
    {
      name: 'ListHostedZones',
      method: 'GET',
      path: '/hostedzone',
      run: ({ query }) => zones.list(query),
    },
    {
      name: 'ListHostedZonesByName',
      method: 'GET',
      path: '/hostedzonesbyname',
      run: ({ query }) => zones.listByName(query),
    },
    {
      name: 'GetHostedZoneCount',
      method: 'GET',
      path: '/hostedzonecount',
      run: () =>
        answer('GetHostedZoneCount', [node('HostedZoneCount', world.hostedZones().length)]),
    },
  ];
}

/** Throws `NoSuchHostedZone`. */
export function zoneOf({ world }: Route53Needs, id = ''): NamedZone {
  const zone = world.hostedZones().find((one) => one.id === id);
  if (zone === undefined) {
    throw new ApiError('NoSuchHostedZone', `No hosted zone found with ID: ${id}`, 404);
  }
  return zone;
}

class HostedZones {
  readonly #needs: ZoneNeeds;
  readonly #created = new Map<string, CreatedZone>();

  constructor(needs: ZoneNeeds) {
    this.#needs = needs;
  }

  create({ body }: ActionRequest) {
    const { world, changes } = this.#needs;
    const made = readCreation(body);
    const isTaken = [...this.#created.values()].some(
      ({ callerReference }) => callerReference === made.callerReference,
    );
    if (isTaken) {
      throw new ApiError(
        'HostedZoneAlreadyExists',
        'A hosted zone has already been created with the specified caller reference.',
        409,
      );
    }
    if (world.hostedZones().some(({ name }) => name === made.name)) {
      throw new ApiError(
        'ConflictingDomainExists',
        `The local Route 53 serves each name from one zone, and has a zone ${spelled(made.name)} already.`,
      );
    }
    const id = `Z${randomUUID().replaceAll('-', '').slice(0, 20).toUpperCase()}`;
    world.createZone(id, made.name);
    this.#created.set(id, made);
    const zone = { id, name: made.name };
    return answer(
      'CreateHostedZone',
      [this.node(zone), changeInfoNode(changes.made()), this.delegationNode(zone)],
      { status: 201, location: `https://route53.amazonaws.com/2013-04-01/hostedzone/${id}` },
    );
  }

  delete(zone: NamedZone) {
    const { world, changes } = this.#needs;
    const isOwn = ({ Name, Type }: { Name: string; Type: string }) =>
      Name === zone.name && (Type === 'SOA' || Type === 'NS');
    if (!world.records(zone.id).every(isOwn)) {
      throw new ApiError(
        'HostedZoneNotEmpty',
        'The specified hosted zone contains non-required resource record sets and so cannot be deleted.',
      );
    }
    world.deleteZone(zone.id);
    return answer('DeleteHostedZone', [changeInfoNode(changes.made())]);
  }

  list(query: URLSearchParams) {
    const size = pageSize(query, ZONES_PER_PAGE);
    const marker = query.get('marker');
    const { items, next } = pageFrom(this.#needs.world.hostedZones(), marker, size);
    return answer(
      'ListHostedZones',
      nodes({
        HostedZones: items.map((zone) => this.node(zone)),
        Marker: marker ?? undefined,
        IsTruncated: next !== undefined,
        NextMarker: next?.id,
        MaxItems: size,
      }),
    );
  }

  listByName(query: URLSearchParams) {
    const size = pageSize(query, ZONES_PER_PAGE);
    const [dnsName, zoneId] = [query.get('dnsname'), query.get('hostedzoneid')];
    if (zoneId !== null && dnsName === null) {
      throw new ApiError('InvalidInput', 'HostedZoneId needs DNSName beside it.');
    }
    const from = [
      dnsName === null ? '' : listingOrder(settledName(dnsName)),
      zoneId ?? '',
    ] as const;
    const sorted = this.#needs.world
      .hostedZones()
      .map((zone) => ({ zone, order: listingOrder(zone.name) }))
      .filter(({ zone, order }) => !isBefore([order, zone.id], from))
      .sort(
        (one, other) =>
          compareTexts(one.order, other.order) || compareTexts(one.zone.id, other.zone.id),
      )
      .map(({ zone }) => zone);
    const next = sorted[size];
    return answer(
      'ListHostedZonesByName',
      nodes({
        HostedZones: sorted.slice(0, size).map((zone) => this.node(zone)),
        DNSName: dnsName ?? undefined,
        HostedZoneId: zoneId ?? undefined,
        IsTruncated: next !== undefined,
        NextDNSName: next && spelled(next.name),
        NextHostedZoneId: next?.id,
        MaxItems: size,
      }),
    );
  }

  node({ id, name }: NamedZone): XmlNode {
    const created = this.#created.get(id);
    return node(
      'HostedZone',
      nodes({
        Id: `/hostedzone/${id}`,
        Name: spelled(name),
        CallerReference: created?.callerReference ?? id,
        Config: nodes({ Comment: created?.comment, PrivateZone: false }),
        ResourceRecordSetCount: this.#needs.world.records(id).length,
      }),
    );
  }

  delegationNode({ id, name }: NamedZone): XmlNode {
    const own = this.#needs.world
      .records(id)
      .find(({ Name, Type }) => Name === name && Type === 'NS');
    const servers =
      this.#needs.nameServers ?? own?.ResourceRecords?.map(({ Value }) => Value) ?? [];
    return node('DelegationSet', [
      node(
        'NameServers',
        servers.map((server) => node('NameServer', server.replace(/\.$/, ''))),
      ),
    ]);
  }
}

function isBefore(one: readonly [string, string], other: readonly [string, string]): boolean {
  return (compareTexts(one[0], other[0]) || compareTexts(one[1], other[1])) < 0;
}

function readCreation(body: Buffer): CreatedZone {
  const fields = new Fields(readRequest(body, 'CreateHostedZoneRequest'), [
    'Name',
    'CallerReference',
    'HostedZoneConfig',
    'VPC',
    'DelegationSetId',
  ]);
  const config = fields.element('HostedZoneConfig');
  const configFields = config && new Fields(config, ['Comment', 'PrivateZone']);
  if (fields.has('VPC') || fields.has('DelegationSetId') || configFields?.boolean('PrivateZone')) {
    throw new ApiError('InvalidInput', 'The local Route 53 has public zones only.');
  }
  const name = settledName(fields.required('Name'));
  if (!NAME.test(name)) {
    throw new ApiError('InvalidDomainName', `${spelled(name)} is not a valid domain name.`);
  }
  return {
    name,
    callerReference: fields.required('CallerReference'),
    comment: configFields?.text('Comment'),
  };
}
