/** Stands in every injected error where real ones carry requests and headers; nobody may ever be told it. */
export const CANARY = 'canary-7f3a-secret';
