/** The sites' own authority, and what it has signed for them. */
import { type Certificate, makeCertificate } from './certificate.ts';

export interface SiteCertificates {
  /** Of the authority, in PEM: who trusts it can verify the good one. */
  readonly ca: string;
  readonly good: Certificate;
  /** Signed by the same authority, for the same names, and out of date. */
  readonly expired: Certificate;
}

const AUTHORITY = 'Switchback local sites';

export function makeSiteCertificates(names: readonly string[]): SiteCertificates {
  const authority = makeCertificate({ subject: AUTHORITY, names: [], isAuthority: true });
  const issuer = { ...authority, subject: AUTHORITY };
  const leaf = { subject: 'Switchback local site', names, issuer };
  return {
    ca: authority.cert,
    good: makeCertificate(leaf),
    expired: makeCertificate({ ...leaf, to: '20210101000000Z' }),
  };
}
