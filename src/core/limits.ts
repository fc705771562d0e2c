/** Times and counts that are part of the rules themselves, not of a service's configuration. */

const MINUTE_MS = 60_000;

/** After this long, a pass that saved a decision but did not finish it is taken for dead. */
export const FUNCTION_TIMEOUT_MS = 30_000;
/** A new check is healthy until it has data: what Route 53 says of it counts only after this. */
export const NEW_CHECK_MS = 5 * MINUTE_MS;
/** How long a new service must have been seen good before Switchback acts for it. */
export const ARMING_MS = 5 * MINUTE_MS;
/** The switch normally shows in DNS within 1–3 minutes; after this it is given up and people are told. */
export const SWITCH_PATIENCE_MS = 5 * MINUTE_MS;
export const PAUSE_REMINDER_MS = 24 * 60 * MINUTE_MS;
export const LONGEST_PAUSE_MS = 7 * 24 * 60 * MINUTE_MS;
export const COMMANDS_KEPT = 10;
export const OUTBOX_KEPT = 20;
export const ACTS_KEPT = 20;
