/** `services.yml` as it was when the bundle was made; esbuild puts it in (src/plugin/). */
declare module 'switchback:configuration' {
  import type { Configuration } from '../src/core/service.ts';

  export const configuration: Configuration;
}
