/** The one account that the local cloud is, and how it names things. */

export const ACCOUNT_ID = '123456789012';

export function localArn(service: string, region: string, resource: string): string {
  return `arn:aws:${service}:${region}:${ACCOUNT_ID}:${resource}`;
}
