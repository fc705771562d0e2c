/** Where CloudFormation finds a template: in the request, or, when it is too long for that, in home's bucket. */
import { createHash } from 'node:crypto';
import type * as S3 from '@aws-sdk/client-s3';
import { requireOfOsls } from '../deployment/osls-packages.ts';
import type { OslsProvider } from './osls.ts';

export type TemplatePlace = (
  template: string,
) => Promise<{ readonly TemplateBody: string } | { readonly TemplateURL: string }>;

/** CloudFormation API, `TemplateBody`. */
const LONGEST_BODY = 51_200;

export function templatePlace(provider: OslsProvider, homeRegion: string): TemplatePlace {
  return async (template) =>
    Buffer.byteLength(template) <= LONGEST_BODY
      ? { TemplateBody: template }
      : { TemplateURL: await upload(provider, homeRegion, template) };
}

async function upload(provider: OslsProvider, region: string, template: string): Promise<string> {
  const sdk = requireOfOsls('@aws-sdk/client-s3') as typeof S3;
  const client = new sdk.S3Client(await provider.getAwsSdkV3Config({ region }));
  const Bucket = await provider.getServerlessDeploymentBucketName();
  const Key = `ears/${createHash('sha256').update(template).digest('hex')}.json`;
  await client.send(new sdk.PutObjectCommand({ Bucket, Key, Body: template }));
  return `https://${Bucket}.s3.${region}.amazonaws.com/${Key}`;
}
