import type { clientOptions } from '../adapters/client-options.ts';

/** What an SDK client in a Region is made with: credentials and patience as whoever asks has them. */
export type ConfigIn = (region: string) => Promise<Partial<ReturnType<typeof clientOptions>>>;
