/** The services' sites on this machine, as real listeners that can be put into any condition. */
import type { Configuration, Side } from '../../core/service.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { BlackHoles } from './black-holes.ts';
import { Site } from './site.ts';
import { makeSiteCertificates } from './site-certificates.ts';
import { canBe, type SiteCondition } from './site-condition.ts';
import { SiteFault } from './site-fault.ts';
import { planSites, type SiteOwner, type SiteProtocol } from './site-plan.ts';

/** Where a site is, and whose it is. */
export interface SiteAddress {
  /** `host:port`. */
  readonly address: string;
  readonly protocol: SiteProtocol;
  readonly owners: readonly SiteOwner[];
}

export class LocalSites {
  /** Of the authority that has signed the sites' certificates, in PEM. */
  readonly ca: string;
  readonly #sites: readonly Site[];
  readonly #blackHoles: BlackHoles;

  private constructor(sites: readonly Site[], blackHoles: BlackHoles, ca: string) {
    this.#sites = sites;
    this.#blackHoles = blackHoles;
    this.ca = ca;
  }

  /** All of them are up, or it rejects with `SiteFault` and none of them is left. */
  static async start(configuration: Configuration, clock: VirtualClock): Promise<LocalSites> {
    const plans = planSites(configuration);
    const certificates = makeSiteCertificates([...new Set(plans.flatMap(({ names }) => names))]);
    const blackHoles = new BlackHoles();
    const sites = plans.map((plan) => new Site(plan, { clock, certificates, blackHoles }));
    const local = new LocalSites(sites, blackHoles, certificates.ca);
    try {
      await Promise.all(sites.map((site) => site.set('up')));
    } catch (fault) {
      await local.close();
      throw fault;
    }
    return local;
  }

  /** Sites that a side shares with another service change for both. Rejects with `SiteFault`. */
  async set(service: string, side: Side, condition: SiteCondition): Promise<void> {
    const sites = this.#sitesOf(service, side);
    if (!sites.some(({ plan }) => canBe(plan, condition))) {
      const kind = condition === 'up' ? condition : condition.kind;
      const spoken = sites.map(({ plan }) => `${plan.protocol}://${plan.address}`).join(', ');
      throw new SiteFault(
        `The ${side} of ${service} cannot be "${kind}": it is ${spoken}. Choose another condition, for example "refused".`,
      );
    }
    await Promise.all(
      sites.map((site) => site.set(canBe(site.plan, condition) ? condition : 'up')),
    );
  }

  /** Of the first of its sites that is not up. */
  condition(service: string, side: Side): SiteCondition {
    const sites = this.#sitesOf(service, side);
    return (sites.find(({ condition }) => condition !== 'up') ?? sites[0])?.condition ?? 'up';
  }

  /** Requests so far of the site at `host:port`; connections where it speaks plain TCP. */
  requests(address: string): number {
    const site = this.#sites.find(({ plan }) => plan.address === address);
    if (site) return site.requests;
    throw new SiteFault(`There is no site at ${address}. There are: ${this.#known()}.`);
  }

  addresses(): readonly SiteAddress[] {
    return this.#sites.map(({ plan: { address, protocol, owners } }) => ({
      address,
      protocol,
      owners,
    }));
  }

  async close(): Promise<void> {
    await Promise.all(this.#sites.map((site) => site.close()));
    await this.#blackHoles.stop();
  }

  #sitesOf(service: string, side: Side): readonly Site[] {
    const sites = this.#sites.filter(({ plan }) =>
      plan.owners.some((owner) => owner.service === service && owner.side === side),
    );
    if (sites.length > 0) return sites;
    throw new SiteFault(`There is no ${side} of "${service}". There are: ${this.#known()}.`);
  }

  #known(): string {
    return this.#sites
      .map(({ plan }) => {
        const owners = plan.owners.map((owner) => `${owner.service} ${owner.side}`);
        return `${plan.address} (${owners.join(', ')})`;
      })
      .join(', ');
  }
}
