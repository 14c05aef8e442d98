import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { ContractError } from '../../../shared/contract/failure.ts';

const PIECE_BYTES = 1024 * 1024;

/** By the number of hexadecimal digits. Makers publish old sums, too; they still tell a broken download. */
const ALGORITHMS: ReadonlyMap<number, string> = new Map([
  [32, 'md5'],
  [40, 'sha1'],
  [64, 'sha256'],
  [128, 'sha512'],
]);

/** A sum that the maker published, to be compared with the bytes of a file. */
export class PublishedSum {
  /** In small letters, without what stood around it. */
  readonly text: string;
  readonly algorithm: string;
  readonly #hash: Hash;

  private constructor(text: string, algorithm: string) {
    this.text = text;
    this.algorithm = algorithm;
    this.#hash = createHash(algorithm);
  }

  /** Takes it as pages and files of sums have it: `SHA256: AB:CD …`, `abcd…  firmware.bin`. Fails with `invalid-params`. */
  static read(given: string): PublishedSum {
    const joined = given.trim().replaceAll(/(?<=\b[0-9a-f]{2})[:\s](?=[0-9a-f]{2}\b)/gi, '');
    const digits = joined.match(/\b[0-9a-f]{32,128}\b/gi) ?? [];
    const [text] = digits;
    const algorithm = ALGORITHMS.get(text?.length ?? 0);
    if (text !== undefined && algorithm !== undefined && digits.length === 1) {
      return new PublishedSum(text.toLowerCase(), algorithm);
    }
    throw new ContractError('invalid-params', `“${given.slice(0, 80)}” is no checksum.`, {
      hint: 'Copy the hexadecimal digits as the maker published them: 64 for SHA-256, 32 for MD5, 40 for SHA-1, 128 for SHA-512.',
    });
  }

  /** Reads a whole file. Fails as `compare` does, and as reading does. */
  async compareFile(path: string, name: string): Promise<void> {
    const stream: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: PIECE_BYTES });
    for await (const piece of stream) this.update(piece);
    this.compare(name);
  }

  update(bytes: Buffer): void {
    this.#hash.update(bytes);
  }

  /** Fails with `conflict` where the bytes so far are others than the maker's. */
  compare(name: string): void {
    const found = this.#hash.digest('hex');
    if (found === this.text) return;
    throw new ContractError(
      'conflict',
      `${name} is not the file whose checksum was published: its ${this.algorithm.toUpperCase()} is ${found}, not ${this.text}.`,
      { hint: 'The download is broken or another version. Download it once more and compare the version.' },
    );
  }
}
