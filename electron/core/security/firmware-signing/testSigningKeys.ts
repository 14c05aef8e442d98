import { createPrivateKey, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { SigningKeyKind } from '../../../../shared/files/firmwareSigner.ts';
import { readTextFile, writePrivateFile } from '../privateFile.ts';

/** Keys that sign firmware where there is none of a maker. They are made when they are first needed, and stay. */
export class TestSigningKeys {
  readonly #folder: string | undefined;
  readonly #keys = new Map<SigningKeyKind, Promise<KeyObject>>();

  /** Without a folder they last until the end of the program. */
  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  key(kind: SigningKeyKind): Promise<KeyObject> {
    let key = this.#keys.get(kind);
    if (key === undefined) {
      key = this.#readOrMake(kind);
      this.#keys.set(kind, key);
      key.catch(() => this.#keys.delete(kind));
    }
    return key;
  }

  async #readOrMake(kind: SigningKeyKind): Promise<KeyObject> {
    const path = this.#folder === undefined ? undefined : join(this.#folder, `firmware-test-${kind}-key.pem`);
    const kept = path === undefined ? undefined : read(await readTextFile(path), kind);
    if (kept !== undefined) return kept;
    const { makeKey } = await import('../certificateMaker.ts');
    const made = await makeKey(kind);
    if (path !== undefined) await writePrivateFile(path, made);
    return createPrivateKey(made);
  }
}

/** A damaged one is made anew: it is good for tests only. */
function read(text: string | undefined, kind: SigningKeyKind): KeyObject | undefined {
  if (text === undefined) return undefined;
  try {
    const key = createPrivateKey(text);
    return key.asymmetricKeyType === kind ? key : undefined;
  } catch {
    return undefined;
  }
}
