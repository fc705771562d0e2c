/** The exit codes of the `switchback` command. */
export const EXIT = {
  done: 0,
  error: 1,
  usage: 2,
  pending: 3,
  refused: 4,
  waiting: 5,
  partial: 6,
  missed: 7,
} as const;
