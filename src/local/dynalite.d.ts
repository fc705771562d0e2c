/** dynalite brings no types. */
declare module 'dynalite' {
  export default function dynalite(options?: {
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
  }): import('node:http').Server;
}
