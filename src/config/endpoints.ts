/** Hosts and ports in the texts that probes and questions are told to go to. */
import { isIP } from 'node:net';

/** A host as a connection would see it: an address in its one spelling, or a name. Brackets are taken off. */
export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

/** Reads `http://` and `https://` URLs without user, password or fragment; `undefined` for all others. */
export function parseProbeUrl(text: string): URL | undefined {
  // A URL parser takes these as something else than what a reader sees.
  if (/[\s\\#@\p{Cc}]/u.test(text) || !/^https?:\/\//.test(text)) return undefined;
  const url = URL.parse(text);
  return url && url.port !== '0' ? url : undefined;
}

/** Reads `name:port`, `192.0.2.1:port` and `[2001:db8::1]:port`; `undefined` for all others. */
export function parseHostAndPort(text: string): HostAndPort | undefined {
  const match = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):(\d{1,5})$/.exec(text);
  const port = Number(match?.[2]);
  // As a URL's host, so that `2130706433` and `0x7f.1` are the addresses that a resolver would make of them.
  const url = URL.parse(`http://${match?.[1]}/`);
  if (!url || !(port >= 1 && port <= 65_535)) return undefined;
  return { host: bareHost(url.hostname), port };
}

const DNS_PORT = 53;

/** Reads a name server: a host or an address, with a port where it is not 53; `undefined` for all others. */
export function parseNameServer(text: string): HostAndPort | undefined {
  return (
    parseHostAndPort(text) ??
    parseHostAndPort(`${isIP(text) === 6 ? `[${text}]` : text}:${DNS_PORT}`)
  );
}

/** Without the brackets that a URL puts around an IPv6 address. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
