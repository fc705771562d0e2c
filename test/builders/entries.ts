/** Entries, outbox items and standings for tests of messages, with what a test is about written over them. */
import type { Entry, Signal } from '../../src/core/entry.ts';
import type { OutboxItem, Standing } from '../../src/core/state.ts';

/** 2026-11-24 15:05:00 UTC. */
export const OUTAGE_MS = Date.UTC(2026, 10, 24, 15, 5, 0);

/** What core hands over of both sides when the primary fails. */
export const PRIMARY_DOWN: readonly Signal[] = [
  { source: 'witness', about: 'primary', said: 'unhealthy' },
  { source: 'probe', about: 'primary', said: 'no connection within 4 s' },
  { source: 'alarm', about: 'primary', said: 'ALARM' },
  { source: 'witness', about: 'secondary', said: 'healthy' },
  { source: 'probe', about: 'secondary', said: 'HTTP 200' },
  { source: 'alarm', about: 'secondary', said: 'OK' },
];

/** The hold after a failure of the primary; a page. */
export function anEntry(overrides: Partial<Entry> = {}): Entry {
  return {
    atMs: OUTAGE_MS,
    action: 'holdBegun',
    because: 'primaryFailed',
    facts: {},
    evidence: PRIMARY_DOWN,
    telling: 'page',
    ...overrides,
  };
}

/** An entry whose codes need not be of this version. */
export function anEntryOf(action: string, because: string, overrides: Partial<Entry> = {}): Entry {
  return anEntry({ action: action as Entry['action'], because, ...overrides });
}

/** Users on the secondary, both keys of the hold turned. */
export function aStanding(overrides: Partial<Standing> = {}): Standing {
  return {
    phase: 'OnSecondary',
    weights: { primary: 0, secondary: 100 },
    holdSwitch: 'on',
    users: 'secondary',
    ...overrides,
  };
}

/** Version 7: the incident opened and the hold begun in one pass. */
export function anOutboxItem(overrides: Partial<OutboxItem> = {}): OutboxItem {
  return {
    version: 7,
    savedAtMs: OUTAGE_MS,
    incident: 'shop-20261124-150500',
    entries: [anEntryOf('incidentOpened', 'primaryFailed'), anEntry()],
    standing: aStanding(),
    ...overrides,
  };
}
