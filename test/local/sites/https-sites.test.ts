import { X509Certificate } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { httpProbes } from '../../../src/adapters/http-probes.ts';
import type { Configuration } from '../../../src/core/service.ts';
import { makeCertificate } from '../../../src/local/sites/certificate.ts';
import type { SiteCondition } from '../../../src/local/sites/site-condition.ts';
import { LocalSites } from '../../../src/local/sites/sites.ts';
import { VirtualClock } from '../../../src/local/virtual-clock.ts';
import { aLocalConfiguration, httpReadiness } from '../local-service.ts';

const PRIMARY = '127.0.35.11';
const open: { close(): unknown }[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function httpsShop() {
  const configuration = aLocalConfiguration({
    network: '127.0.35',
    check: { protocol: 'HTTPS', port: 8443, sni: true },
    readiness: (address) => [httpReadiness(`https://${address}:8443/ready`)],
  });
  const clock = VirtualClock.start(1);
  const sites = await LocalSites.start(configuration, clock);
  open.push(sites, { close: () => clock.stop() });
  return { sites, configuration };
}

async function probed(sites: LocalSites, { services }: Configuration) {
  const { healthCheck: check, readiness } = services[0]!.primary;
  const ranges = ['127.0.0.0/8'];
  const results = await httpProbes({ ca: sites.ca }).run([
    { key: 'health', kind: 'endpoint', check, ranges },
    { key: 'ready', kind: 'readiness', check: readiness[0] as never, ranges },
  ]);
  return [...results.values()].map((reading) => reading.known && reading.value);
}

describe('an HTTPS site', () => {
  const good = { good: true, detail: 'HTTP Status Code: 200. OK' };
  it.each<[SiteCondition, unknown[]]>([
    ['up', [good, { good: true, detail: 'HTTP 200' }]],
    [{ kind: 'bad-certificate' }, [good, { good: false, detail: 'no answer: CERT_HAS_EXPIRED' }]],
    [{ kind: 'not-ready' }, [good, { good: false, detail: 'HTTP 503' }]],
  ])(
    'is trusted by the sites’ own authority, and by nobody once its certificate is bad: %j',
    async (condition, verdicts) => {
      const { sites, configuration } = await httpsShop();
      await sites.set('shop', 'primary', condition);
      expect(await probed(sites, configuration)).toEqual(verdicts);
    },
  );

  it('gets its good certificate back', async () => {
    const { sites, configuration } = await httpsShop();
    await sites.set('shop', 'primary', { kind: 'bad-certificate' });
    await sites.set('shop', 'primary', 'up');
    expect((await probed(sites, configuration))[1]).toEqual({ good: true, detail: 'HTTP 200' });
  });

  it('is not trusted by the public authorities', async () => {
    await httpsShop();
    await expect(fetch(`https://${PRIMARY}:8443/`)).rejects.toThrow();
  });
});

describe('a certificate', () => {
  it('is for names and addresses of both kinds', () => {
    const { cert } = makeCertificate({
      subject: 'site',
      names: ['shop.example.com', '127.0.0.11', '2001:db8::1:2', '::1'],
    });
    const read = new X509Certificate(cert);
    expect(read.subjectAltName).toBe(
      'DNS:shop.example.com, IP Address:127.0.0.11, IP Address:2001:DB8:0:0:0:0:1:2, IP Address:0:0:0:0:0:0:0:1',
    );
    expect(read.checkHost('shop.example.com')).toBe('shop.example.com');
    expect(read.checkIP('127.0.0.12')).toBeUndefined();
    expect(read.ca).toBe(false);
  });

  it('is signed by its issuer and by no other of the same name', () => {
    const authority = () => {
      const made = makeCertificate({ subject: 'authority', names: [], isAuthority: true });
      return { ...made, subject: 'authority' };
    };
    const [issuer, other] = [authority(), authority()];
    const leaf = new X509Certificate(makeCertificate({ subject: 'leaf', names: [], issuer }).cert);
    const isFrom = ({ cert }: { cert: string }) => {
      const by = new X509Certificate(cert);
      return by.ca && leaf.checkIssued(by) && leaf.verify(by.publicKey);
    };
    expect([isFrom(issuer), isFrom(other)]).toEqual([true, false]);
  });
});
