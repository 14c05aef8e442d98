/** One that waits for its turn to download. */
export interface Turn {
  /** The download has ended, one way or the other. */
  end(): void;
}

interface Line {
  limit: number;
  going: number;
  waiting: Array<{ id: string; start: (turn: Turn) => void }>;
}

/** Stations that are pushed to together: so many download at a time, the others wait in the order in which they came. */
export class FirmwareQueue {
  readonly #lines = new Map<string, Line>();

  /** `start` is called at once, or when another of the same push has ended. */
  add(pushId: string, limit: number, id: string, start: (turn: Turn) => void): void {
    const line = this.#lines.get(pushId) ?? { limit, going: 0, waiting: [] };
    this.#lines.set(pushId, line);
    line.waiting.push({ id, start });
    this.#next(pushId, line);
  }

  /** Takes one out that has not begun. */
  remove(pushId: string, id: string): void {
    const line = this.#lines.get(pushId);
    if (line !== undefined) line.waiting = line.waiting.filter((one) => one.id !== id);
  }

  clear(): void {
    this.#lines.clear();
  }

  #next(pushId: string, line: Line): void {
    while (line.going < line.limit) {
      const next = line.waiting.shift();
      if (next === undefined) break;
      line.going += 1;
      let isOver = false;
      next.start({
        end: () => {
          if (isOver) return;
          isOver = true;
          line.going -= 1;
          this.#next(pushId, line);
        },
      });
    }
    if (line.going === 0 && line.waiting.length === 0) this.#lines.delete(pushId);
  }
}
