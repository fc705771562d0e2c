/** Woken every minute. Fails visibly when nothing could be decided, so that the error alarm hears of it. */
import { couldNotLoad, type Deployed, StatesUnreadableError } from './run-pass.ts';

export function tickFunction({ runPass }: Deployed): () => Promise<void> {
  return async () => {
    const pass = await runPass(null);
    if (couldNotLoad(pass)) throw new StatesUnreadableError(pass);
  };
}
