import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { utils } from 'ssh2';
import { readTextFile, writePrivateFile } from './privateFile.ts';

/** Old clients know RSA only, small ones ECDSA or Ed25519 only. */
const KINDS = ['ed25519', 'ecdsa', 'rsa'] as const;
const MOST_TRIES = 10;
type Kind = (typeof KINDS)[number];

/** The keys by which SFTP clients recognise this computer. They are made when they are first needed, and stay. */
export class SshHostKeys {
  readonly #folder: string | undefined;
  #keys: Promise<string[]> | undefined;

  /** Without a folder they last until the end of the program. */
  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  /** In the form of OpenSSH. */
  keys(): Promise<string[]> {
    this.#keys ??= Promise.all(KINDS.map((kind) => this.#readOrMake(kind))).catch((error: unknown) => {
      this.#keys = undefined;
      throw error;
    });
    return this.#keys;
  }

  /** As OpenSSH shows them (`SHA256:…`), for chargers into which the key of the server has to be entered. */
  async fingerprints(): Promise<string[]> {
    const { parseKey } = await sshTools();
    return (await this.keys()).flatMap((text) => {
      const key = parseKey(text);
      if (key instanceof Error) return [];
      const sum = createHash('sha256').update(key.getPublicSSH()).digest('base64').replace(/=+$/, '');
      return [`${key.type} SHA256:${sum}`];
    });
  }

  async #readOrMake(kind: Kind): Promise<string> {
    const path = this.#folder === undefined ? undefined : join(this.#folder, `ssh-host-${kind}-key`);
    const kept = path === undefined ? undefined : await readTextFile(path);
    if (kept !== undefined && (await isReadable(kept))) return kept;
    let made = await makeKey(kind);
    // About one Ed25519 key in 300 that ssh2 1.17.0 makes cannot be read again, not even by ssh2.
    for (let tries = 1; !(await isReadable(made)); tries += 1) {
      if (tries === MOST_TRIES) throw new Error(`No ${kind} key for SFTP could be made.`);
      made = await makeKey(kind);
    }
    if (path !== undefined) await writePrivateFile(path, made);
    return made;
  }
}

async function isReadable(key: string): Promise<boolean> {
  const { parseKey } = await sshTools();
  return !(parseKey(key) instanceof Error);
}

async function makeKey(kind: Kind): Promise<string> {
  const { generateKeyPair } = await sshTools();
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, pair: { private: string }): void => {
      if (error === null) resolve(pair.private);
      else reject(error);
    };
    if (kind === 'rsa') generateKeyPair('rsa', { bits: 3072 }, done);
    else if (kind === 'ecdsa') generateKeyPair('ecdsa', { bits: 256 }, done);
    else generateKeyPair('ed25519', done);
  });
}

/** Loaded when it is needed: nobody waits for it at the start. */
async function sshTools(): Promise<typeof utils> {
  return (await import('ssh2')).default.utils;
}
