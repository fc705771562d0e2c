/** A site that cannot be as it was asked for: what was found, where, and what to do next. */
export class SiteFault extends Error {
  override readonly name = 'SiteFault';
}

const NEXT_STEPS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Another process listens there: end it, or give the site another port.',
  EADDRNOTAVAIL:
    'It is no address of this machine: give the site one of 127.0.0.0/8 (on macOS after `sudo ifconfig lo0 alias` with it).',
  ENOTFOUND: 'The name does not resolve: give the site an address of 127.0.0.0/8.',
  EACCES: 'The port is kept for the system: give the site a port above 1023.',
};

export function cannotListen(who: string, address: string, cause: unknown): SiteFault {
  const { code = 'unknown' } = Object(cause) as { code?: string };
  const next = NEXT_STEPS[code] ?? 'Try another address or port.';
  return new SiteFault(`${who} cannot listen on ${address} (${code}). ${next}`, { cause });
}
