/** How often bytes are told, in ms: enough for a bar that moves. */
const EVERY_MS = 200;

/** Lets a report through now and then, so that a fast transfer does not drown its listeners. */
export class Pacer {
  #toldAt = -Infinity;

  isDue(): boolean {
    const now = performance.now();
    if (now - this.#toldAt < EVERY_MS) return false;
    this.#toldAt = now;
    return true;
  }
}
