/** DNS names as `services.yml` may write them. */

/** Longest name in presentation form, without the trailing dot (RFC 1035, section 2.3.4). */
export const MAX_NAME_LENGTH = 253;

const HOST_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** As the URL standard's "ends in a number" has it. */
const NUMBER = /^(?:\d+|0x[0-9a-f]*)$/;
const RECORD_LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** Lower case, no trailing dot. */
export function settleName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** A name that a web server may have: letters, digits, hyphens, at least two labels, no wildcard, no address. */
export function isHostName(name: string): boolean {
  return hasLabels(name, HOST_LABEL);
}

/** A name that a CNAME or an alias may point at: a host name that may have underscores. */
export function isRecordName(name: string): boolean {
  return hasLabels(name, RECORD_LABEL);
}

/** True for the zone's own name and everything below it. Both names are settled. */
export function isInZone(name: string, zoneName: string): boolean {
  return name === zoneName || name.endsWith(`.${zoneName}`);
}

function hasLabels(name: string, label: RegExp): boolean {
  const settled = settleName(name);
  const labels = settled.split('.');
  if (settled.length > MAX_NAME_LENGTH || labels.length < 2) return false;
  // A last label that is a number would make the name an address to whoever resolves it.
  return labels.every((part) => label.test(part)) && !NUMBER.test(labels.at(-1) ?? '');
}
