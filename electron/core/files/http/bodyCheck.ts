import { createHash, type Hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Refusal } from '../transfers/refusal.ts';

interface Announced {
  header: string;
  algorithm: string;
  /** Base64, as in the header. */
  sum: string;
}

/** Names of sums in headers (RFC 3230, RFC 9530), as the library calls them. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  md5: 'md5',
  sha: 'sha1',
  'sha-256': 'sha256',
  'sha-512': 'sha512',
};

/** Holds a body against the sums that the client sent with it. Costs nothing where it sent none. */
export class BodyCheck {
  readonly #sums: ReadonlyArray<Announced & { hash: Hash }>;

  constructor(headers: IncomingHttpHeaders) {
    this.#sums = announcedSums(headers).map((one) => ({ ...one, hash: createHash(one.algorithm) }));
  }

  get isNeeded(): boolean {
    return this.#sums.length > 0;
  }

  take(bytes: Uint8Array): void {
    for (const { hash } of this.#sums) hash.update(bytes);
  }

  /** Why the body is not what was sent; nothing where it is. To be asked once. */
  verdict(): Refusal | undefined {
    const wrong = this.#sums.find(({ hash, sum }) => hash.digest('base64') !== sum);
    return wrong === undefined ? undefined : damaged(wrong.header);
  }
}

function announcedSums(headers: IncomingHttpHeaders): Announced[] {
  const found: Announced[] = [];
  const md5 = headers['content-md5'];
  if (typeof md5 === 'string') found.push({ header: 'Content-MD5', algorithm: 'md5', sum: md5.trim() });
  for (const header of ['Digest', 'Content-Digest', 'Repr-Digest']) {
    const value = headers[header.toLowerCase()];
    if (typeof value !== 'string') continue;
    for (const [, name = '', sum = ''] of value.matchAll(/([\w-]+)\s*=\s*:?([A-Za-z0-9+/]+={0,2}):?/g)) {
      const algorithm = ALGORITHMS[name.toLowerCase()];
      if (algorithm !== undefined) found.push({ header, algorithm, sum });
    }
  }
  return found;
}

function damaged(header: string): Refusal {
  return {
    code: 'upload-damaged',
    sentence: `The file that came is not the one that was sent: its sum differs from the one in ${header}. It was not kept.`,
    remedy:
      'The charger should send it again. If it comes so at every try, something on the way changes it: try HTTPS or another protocol.',
  };
}
