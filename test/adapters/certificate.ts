/** A self-signed certificate. */
import { type Certificate, makeCertificate } from '../../src/local/sites/certificate.ts';

export type { Certificate };

interface CertificateOptions {
  /** DNS name it is for. */
  readonly name: string;
  readonly from?: string;
  readonly to?: string;
}

/** Valid from 2020 to 2100 unless it is told otherwise. */
export function certificateFor({ name, ...validity }: CertificateOptions): Certificate {
  return makeCertificate({ subject: name, names: [name], ...validity });
}
