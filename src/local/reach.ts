/** A request to a local cloud, which may not be running. */
export async function reach(url: string, path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(`${url}${path}`, init);
  } catch (cause) {
    throw new Error(`No local cloud answers at ${url}. Start one: npm run local`, { cause });
  }
}
