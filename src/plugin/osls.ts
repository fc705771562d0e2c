/** The part of the Serverless Framework that the plugin touches. */
import type { WholeTemplate } from '../infrastructure/template.ts';

export interface Osls {
  readonly serviceDir: string;
  readonly service: OslsService;
  readonly processedInput: { readonly commands: readonly string[] };
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
  getProvider(name: 'aws'): OslsProvider;
}

export interface OslsService {
  readonly provider: {
    stackName?: string;
    region?: string;
    environment?: Readonly<Record<string, unknown>>;
    compiledCloudFormationTemplate?: { Resources: Record<string, unknown> };
  };
  readonly functions: Record<string, OslsFunction>;
  resources?: Pick<WholeTemplate, 'Resources' | 'Outputs'>;
}

export interface OslsFunction {
  name?: string;
  role?: string;
  timeout?: number;
  package?: { artifact?: string };
}

export interface OslsProvider {
  /** Options for an SDK client: credentials as the framework found them, and the Region. */
  getAwsSdkV3Config(options: { readonly region: string }): Promise<Record<string, never>>;
  getServerlessDeploymentBucketName(): Promise<string>;
}

export interface OslsOptions {
  readonly region?: string;
  /** `name=value`, as often as `--param` was given. */
  readonly param?: readonly string[];
}

export interface OslsOutput {
  readonly log: { notice(text: string): void; warning(text: string): void };
  readonly progress: { get(name: string): { notice(text: string): void; remove(): void } };
}
