/** How Route 53's actions are told apart, and what each of them gets and gives. */
import type { World } from '../../../world/world.ts';
import type { VirtualClock } from '../../virtual-clock.ts';
import type { AwsReply } from '../aws-request.ts';
import type { Throttle } from '../throttle.ts';
import { writeXml, type XmlNode } from '../xml-writer.ts';
import { ROUTE53_NAMESPACE } from './request-xml.ts';

export interface ActionRequest {
  /** What stands in the variable parts of the path, decoded, without `/hostedzone/` and the like. */
  readonly ids: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Buffer;
}

export interface Route53Needs {
  readonly world: World;
  readonly clock: VirtualClock;
  readonly throttle: Throttle;
}

export interface Action {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** After the version; `*` stands for one variable part. */
  readonly path: string;
  /** Takes its own tokens, because only its body tells how many. */
  readonly throttlesItself?: boolean;
  run(request: ActionRequest): AwsReply | Promise<AwsReply>;
}

/** An answer of Route 53: `…Response` around its members. */
export function answer(
  action: string,
  content: readonly XmlNode[],
  more: { readonly status?: number; readonly location?: string } = {},
): AwsReply {
  const { status = 200, location } = more;
  return {
    status,
    headers: { 'content-type': 'text/xml', ...(location !== undefined && { location }) },
    body: writeXml(`${action}Response`, ROUTE53_NAMESPACE, content),
  };
}

export function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
