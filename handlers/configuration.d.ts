/** `services.yml` as it was when the bundle was made; esbuild puts it in (src/deployment/bundle.ts). */
declare module 'switchback:configuration' {
  export const configuration: import('../src/core/service.ts').Configuration;
}
