import type { FoundItem } from '../found.ts';

/** More items than a web page ever showed: then they are told as they come. */
const MAX_ITEMS = 200_000;

/** Turns a file round that is plainly newest first: what stands in one line keeps its order. */
export class OldestFirst {
  readonly #emit: (item: FoundItem) => void;
  #items: FoundItem[] = [];
  #isTooMany = false;

  constructor(emit: (item: FoundItem) => void) {
    this.#emit = emit;
  }

  item(item: FoundItem): void {
    if (this.#isTooMany) {
      this.#emit(item);
      return;
    }
    this.#items.push(item);
    if (this.#items.length <= MAX_ITEMS) return;
    this.#isTooMany = true;
    this.#tell(this.#items);
  }

  end(): void {
    this.#tell(isNewestFirst(this.#items) ? turned(this.#items) : this.#items);
  }

  #tell(items: readonly FoundItem[]): void {
    this.#items = [];
    for (const item of items) this.#emit(item);
  }
}

/** Most times are smaller than the one before. */
function isNewestFirst(items: readonly FoundItem[]): boolean {
  const times = items.flatMap(({ type, time }) => (type === 'frame' && time !== undefined ? [time.at] : []));
  let balance = 0;
  times.forEach((at, index) => (balance += Math.sign((times[index - 1] ?? at) - at)));
  return balance > 0;
}

function turned(items: readonly FoundItem[]): FoundItem[] {
  const rows: FoundItem[][] = [];
  for (const item of items) {
    const row = rows.at(-1);
    if (row?.[0]?.line === item.line) row.push(item);
    else rows.push([item]);
  }
  return rows.toReversed().flat();
}
