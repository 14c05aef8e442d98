import type { IncomingMessage } from 'node:http';

export const BODY_LIMIT_BYTES = 4 * 1024 * 1024;
/** All bodies that are on their way, of all connections. */
const ALL_BODIES_LIMIT_BYTES = 64 * 1024 * 1024;

export type ReadBody =
  | { ok: true; body: Buffer }
  /** `not-xml`: what came first is no markup; the rest was not read. */
  | { ok: false; why: 'too-large' | 'too-slow' | 'too-many' | 'cut' | 'not-xml' };

export interface BodyRules {
  /** For the whole body. */
  timeMs: number;
  /** The head promised XML, so it need not look like it. */
  isXml: boolean;
}

/** Reads request bodies within limits, so that no number of clients can fill the memory. */
export class BodyReader {
  #held = 0;

  read(request: IncomingMessage, { timeMs, isXml }: BodyRules): Promise<ReadBody> {
    return new Promise((resolve) => {
      const chunks: Buffer[] = [];
      let length = 0;
      const finish = (result: ReadBody): void => {
        clearTimeout(timer);
        request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose);
        this.#held -= length;
        length = 0;
        resolve(result);
      };
      const onData = (chunk: Buffer): void => {
        chunks.push(chunk);
        length += chunk.length;
        this.#held += chunk.length;
        if (length > BODY_LIMIT_BYTES) finish({ ok: false, why: 'too-large' });
        else if (this.#held > ALL_BODIES_LIMIT_BYTES) finish({ ok: false, why: 'too-many' });
        else if (!isXml && isNoMarkup(chunks)) finish({ ok: false, why: 'not-xml' });
      };
      const onEnd = (): void => {
        if (!isXml && length === 0) finish({ ok: false, why: 'not-xml' });
        else finish({ ok: true, body: Buffer.concat(chunks) });
      };
      const onClose = (): void => finish({ ok: false, why: 'cut' });
      const timer = setTimeout(() => finish({ ok: false, why: 'too-slow' }), timeMs);
      request.on('data', onData).once('end', onEnd).once('close', onClose).once('error', onClose);
    });
  }
}

/** The first byte that is neither blank nor part of a byte order mark is no `<`; while there is none, it may be yet. */
function isNoMarkup(chunks: readonly Buffer[]): boolean {
  for (const chunk of chunks) {
    for (const byte of chunk) {
      if (byte === 0x3c) return false;
      if (byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf && byte < 0xfe) return true;
    }
  }
  return false;
}
