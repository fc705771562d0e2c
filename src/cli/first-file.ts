/** The first `services.yml` of a service, with what a beginner adds next as comments. */
import { isIP } from 'node:net';
import { stringify } from 'yaml';

export interface FirstSide {
  readonly region: string;
  /** Addresses, or one host name. */
  readonly targets: readonly string[];
}

export interface FirstService {
  readonly name: string;
  readonly zone: { readonly id: string; readonly name: string };
  readonly primary: FirstSide;
  readonly secondary: FirstSide;
  /** Of the health check. */
  readonly path: string;
  /** Nobody is told yet where it is missing. */
  readonly email?: string;
  /** Of the messages; English where it is missing. */
  readonly language?: string;
}

/** It says what was answered; whether that can work, the configuration's own rules judge. */
export function firstFile(service: FirstService): string {
  const { name, zone, primary, secondary, path, email, language } = service;
  return `# yaml-language-server: $schema=./docs/services.schema.json
#
# What Switchback looks after. Every field that there is, among them "alias" for a load balancer instead of addresses:
# docs/services-full.yml.

# Who is told of incidents; SNS asks each address once to confirm.
${email === undefined ? '# notify:\n#   - email: operations@example.com' : `notify:\n  - email: ${scalar(email)}`}

services:
  ${serviceId(name)}:
    zone: { id: ${scalar(zone.id)}, name: ${scalar(zone.name)} }
    name: ${scalar(name)}${language === undefined ? '' : `\n    language: ${scalar(language)}`}
    primary:
${sideLines(primary)}
    secondary:
${sideLines(secondary)}
      # What must be good before traffic may come here on purpose, such as how far the data is behind. Ask a host
      # that is this side and no other.
      # readiness:
      #   - http: https://a-host-of-the-secondary-alone.example.com/ready
    healthCheck: { path: ${scalar(path)} }
    # The way back: per cent of the users on the primary, and how long each stage must stay good.
    # failback: { stages: [10, 50, 100], bake: 5m }
`;
}

/** The first label of its name, as far as an id may have it. */
export function serviceId(name: string): string {
  const label = name.split('.')[0]?.toLowerCase() ?? '';
  const id = label.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '');
  return id.slice(0, 32).replace(/-+$/, '') || 'service';
}

function sideLines({ region, targets }: FirstSide): string {
  const byType = Map.groupBy(targets, recordType);
  const records = [...byType].map(
    ([type, values]) =>
      `      ${type}: ${values.length === 1 ? scalar(values[0]) : `[${values.map(scalar).join(', ')}]`}`,
  );
  return [`      region: ${scalar(region)}`, ...records].join('\n');
}

function recordType(target: string): 'A' | 'AAAA' | 'CNAME' {
  const version = isIP(target);
  if (version === 0) return 'CNAME';
  return version === 4 ? 'A' : 'AAAA';
}

/** Quoted where YAML would read something else, also within `{ }` and `[ ]`. JSON is YAML, and knows no lines. */
function scalar(text = ''): string {
  if (!/^[ -~]+$/.test(text)) return JSON.stringify(text);
  return stringify([text], { collectionStyle: 'flow', lineWidth: 0 })
    .trim()
    .replaceAll(/^\[ ?| ?\]$/g, '');
}
