/**
 * Takes the place of `@aws-sdk/credential-provider-node` in the bundles: Lambda always gives its credentials in the
 * environment, and the other places to look for them are a quarter of a bundle.
 */
export function defaultProvider() {
  return async () => {
    // biome-ignore lint/style/noProcessEnv: this is the SDK's own way to its credentials
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
    if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
      throw new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not in the environment.');
    }
    return {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
    };
  };
}
