const STAR = 0x2a;
const CR = 0x0d;
const LF = 0x0a;
/** A device that sends back what is typed does so at once. */
const ECHO_MS = 5000;

/** As many asterisks; line ends stay. */
export function starred(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte === CR || byte === LF ? byte : STAR));
}

/**
 * Stars a secret that was sent where the device or the adapter sends it back, in one piece or in several. Only bytes that are all of it, or
 * its beginning at the end of what came, are starred.
 */
export class SecretEcho {
  #secret: Uint8Array | undefined;
  #untilMs = 0;
  /** How much of it was at the end of what came before. */
  #matched = 0;

  expect(bytes: Uint8Array, monoMs: number): void {
    const secret = bytes.filter((byte) => byte !== CR && byte !== LF);
    this.#secret = secret.length === 0 ? undefined : secret;
    this.#matched = 0;
    this.#untilMs = monoMs + ECHO_MS;
  }

  starred(bytes: Uint8Array, monoMs: number): Uint8Array {
    const secret = this.#secret;
    if (secret === undefined) return bytes;
    if (monoMs > this.#untilMs) {
      this.#secret = undefined;
      return bytes;
    }
    const shown = Uint8Array.from(bytes);
    let at = 0;
    if (this.#matched > 0) {
      const count = commonLength(secret.subarray(this.#matched), bytes);
      const isWhole = this.#matched + count === secret.length;
      if (isWhole || count === bytes.length) {
        shown.fill(STAR, 0, count);
        at = count;
        this.#matched = isWhole ? 0 : this.#matched + count;
        if (!isWhole) return shown;
      } else {
        this.#matched = 0;
      }
    }
    for (; at < bytes.length; at += 1) {
      const count = commonLength(secret, bytes.subarray(at));
      if (count === secret.length) {
        shown.fill(STAR, at, at + count);
        at += count - 1;
      } else if (count > 0 && at + count === bytes.length) {
        shown.fill(STAR, at);
        this.#matched = count;
        return shown;
      }
    }
    return shown;
  }
}

/** How many bytes at the beginning are the same. */
function commonLength(one: Uint8Array, other: Uint8Array): number {
  const most = Math.min(one.length, other.length);
  let count = 0;
  while (count < most && one[count] === other[count]) count += 1;
  return count;
}
