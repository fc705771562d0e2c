/** What is going to happen, in the order of time; what is due at the same moment happens in the order it was planned. */

interface PlannedEvent {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

function comesFirst(one: PlannedEvent, other: PlannedEvent): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}

/** The world's time and, in a binary heap, everything that is planned. */
export class Agenda {
  readonly #heap: PlannedEvent[] = [];
  #planned = 0;
  #nowMs: number;

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Plans `run` for `atMs`; a moment that has passed means now. */
  at(atMs: number, run: () => void): void {
    const event = { atMs: Math.max(atMs, this.#nowMs), order: this.#planned++, run };
    this.#heap.push(event);
    this.#rise(event, this.#heap.length - 1);
  }

  nextAtMs(): number | undefined {
    return this.#heap[0]?.atMs;
  }

  /** Runs everything due until `nowMs`, events planned on the way included. Time never goes back. */
  advance(nowMs: number): void {
    for (let next = this.#heap[0]; next !== undefined && next.atMs <= nowMs; next = this.#heap[0]) {
      this.#removeFirst();
      this.#nowMs = next.atMs;
      next.run();
    }
    this.#nowMs = Math.max(nowMs, this.#nowMs);
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) this.#sink(last, 0);
  }

  #rise(event: PlannedEvent, from: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = this.#heap[above];
      if (parent === undefined || comesFirst(parent, event)) break;
      this.#heap[place] = parent;
      place = above;
    }
    this.#heap[place] = event;
  }

  #sink(event: PlannedEvent, from: number): void {
    let place = from;
    for (;;) {
      const below = this.#firstChild(place);
      if (below === undefined || comesFirst(event, below.event)) break;
      this.#heap[place] = below.event;
      place = below.place;
    }
    this.#heap[place] = event;
  }

  #firstChild(place: number): { event: PlannedEvent; place: number } | undefined {
    const left = this.#heap[2 * place + 1];
    const right = this.#heap[2 * place + 2];
    if (left === undefined) return undefined;
    return right !== undefined && comesFirst(right, left)
      ? { event: right, place: 2 * place + 2 }
      : { event: left, place: 2 * place + 1 };
  }
}
