/**
 * The receiving side of every link: keeps text that comes before the listener does, keeps its order, and tells of the
 * close once, also to a listener that comes too late.
 */
export class LinkInbox {
  #listener: ((text: string) => void) | undefined;
  #closeListener: ((reason: string) => void) | undefined;
  #waiting: string[] = [];
  #isDelivering = false;
  #closedReason: string | undefined;

  get isClosed(): boolean {
    return this.#closedReason !== undefined;
  }

  onText(listener: (text: string) => void): void {
    this.#listener = listener;
    this.#deliver();
  }

  onClose(listener: (reason: string) => void): void {
    if (this.#closedReason === undefined) this.#closeListener = listener;
    else listener(this.#closedReason);
  }

  /** Text that arrived. After the close there is none. */
  receive(text: string): void {
    if (this.isClosed) return;
    this.#waiting.push(text);
    this.#deliver();
  }

  /** The link is closed, by whichever side; only the first reason counts. */
  closed(reason: string): void {
    if (this.isClosed) return;
    this.#closedReason = reason;
    const listener = this.#closeListener;
    this.#closeListener = undefined;
    listener?.(reason);
  }

  #deliver(): void {
    if (this.#isDelivering || this.#listener === undefined) return;
    this.#isDelivering = true;
    try {
      for (let text = this.#waiting.shift(); text !== undefined; text = this.#waiting.shift()) {
        this.#listener(text);
      }
    } finally {
      this.#isDelivering = false;
    }
  }
}
