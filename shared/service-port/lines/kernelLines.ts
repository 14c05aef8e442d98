/** How the kernel of Linux begins a line on its console: `[   12.345678] `, maybe with its level `<6>` before. */
const KERNEL = /(?:<\d>)?\[ {0,8}\d{1,9}\.\d{3,6}\](?:\[[ \w]{1,12}\])? /;

/** Where in a line the kernel begins to speak; -1 where it does not. */
export function kernelAt(line: string): number {
  if (!line.includes('] ')) return -1;
  return line.search(KERNEL);
}

/**
 * Puts lines together again into which the kernel spoke: `maxCur[ 12.345678] usb 1-1: new device`, `rent=16`. Lines that are the kernel's alone
 * are dropped. Remembers at most one beginning.
 */
export class KernelLineFilter {
  #begun = '';

  /** What has been held of a line into which the kernel spoke. */
  get begun(): string {
    return this.#begun;
  }

  /** The line without the kernel's words; nothing where no line of somebody else has ended. */
  line(text: string): string | undefined {
    const at = kernelAt(text);
    if (at === -1) {
      const whole = this.#begun + text;
      this.#begun = '';
      return whole;
    }
    this.#begun = (this.#begun + text.slice(0, at)).slice(-4096);
    return undefined;
  }

  /** What stands at the end, where no line has ended yet. */
  partial(text: string): string {
    const at = kernelAt(text);
    return this.#begun + (at === -1 ? text : text.slice(0, at));
  }

  clear(): void {
    this.#begun = '';
  }
}
