/** Pages as Route 53 asks for them. */
import { ApiError } from '../api-error.ts';

/** `maxitems` of a list, at most `most`. Throws `InvalidInput`. */
export function pageSize(query: URLSearchParams, most: number): number {
  const given = query.get('maxitems');
  if (given === null) return most;
  const size = Number(given);
  if (!Number.isInteger(size) || size < 1) {
    throw new ApiError('InvalidInput', `MaxItems must be a number from 1 on, not ${given}.`);
  }
  return Math.min(size, most);
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** The first of the next page. */
  readonly next: Item | undefined;
}

/** From the item with that id on. Throws `InvalidInput` when there is none. */
export function pageFrom<Item extends { readonly id: string }>(
  items: readonly Item[],
  marker: string | null,
  size: number,
): Page<Item> {
  const start = marker === null || marker === '' ? 0 : items.findIndex(({ id }) => id === marker);
  if (start < 0) throw new ApiError('InvalidInput', `There is nothing at the marker ${marker}.`);
  return { items: items.slice(start, start + size), next: items[start + size] };
}
