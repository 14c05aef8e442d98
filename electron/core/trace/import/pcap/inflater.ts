import { constants, inflateRawSync } from 'node:zlib';

/** What permessage-deflate cuts off the end of each message (RFC 7692 §7.2.1). */
const TAIL = Buffer.from([0, 0, 0xff, 0xff]);
/** How far back deflate can point. */
const WINDOW_BYTES = 32 * 1024;
const MAX_BYTES = 64 * 1024 * 1024;

/** Unpacks the messages of one side, each of which may lean on the ones before (RFC 7692 §7.2.2). */
export class Inflater {
  /** Messages need what earlier ones said. */
  readonly leansOnThePast: boolean;
  #window = Buffer.alloc(0);
  #isBroken = false;

  constructor(leansOnThePast: boolean) {
    this.leansOnThePast = leansOnThePast;
  }

  /** Nothing where the bytes cannot be unpacked, or become more than 64 MB. */
  inflate(bytes: Buffer): Buffer | undefined {
    if (this.#isBroken) return undefined;
    try {
      const text = inflateRawSync(Buffer.concat([bytes, TAIL]), {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: MAX_BYTES,
        ...(this.#window.length === 0 ? {} : { dictionary: this.#window }),
      });
      if (this.leansOnThePast)
        this.#window = Buffer.from(
          Buffer.concat([this.#window, text.subarray(-WINDOW_BYTES)]).subarray(-WINDOW_BYTES),
        );
      return text;
    } catch {
      // Damaged, or a bomb: the caller keeps the bytes and says so. What leans on it cannot be unpacked either.
      this.#isBroken = this.leansOnThePast;
      return undefined;
    }
  }
}

/** What a server agreed to (RFC 7692 §7.1), for each side; nothing where compression was not agreed. */
export function agreedInflaters(
  extensions: string | undefined,
): { client: Inflater; server: Inflater } | undefined {
  const agreed = extensions?.split(',').find((extension) => /^\s*permessage-deflate\b/i.test(extension));
  if (agreed === undefined) return undefined;
  return {
    client: new Inflater(!/client_no_context_takeover/i.test(agreed)),
    server: new Inflater(!/server_no_context_takeover/i.test(agreed)),
  };
}
