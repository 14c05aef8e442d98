import type { KeyObject } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Identity } from './certificateMaker.ts';
import { readTextFile, writePrivateFile } from './privateFile.ts';

/** What a TLS server shows: a certificate with its key for each kind of key, as PEM. */
export interface ServerCredentials {
  cert: string[];
  key: string[];
}

/** The files of an opened authority. */
interface Opened {
  authority: Identity;
  keys: { rsa: string; ec: string };
}

/** Certificates for other names than our own addresses: a charger that is led here by DNS asks for a name. */
const CACHE_LIMIT = 32;

/**
 * The certificate authority of this machine, kept as files in a folder. They are made when they are first needed, so
 * that nobody waits for keys at the start.
 */
export class LocalAuthority {
  readonly #folder: string;
  readonly #issued = new Map<string, Promise<ServerCredentials>>();
  #opened: Promise<Opened> | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The authority's certificate, to be loaded into chargers. */
  async certificate(): Promise<string> {
    return (await this.#open()).authority.certificate;
  }

  /** A certificate for a key that signs firmware; nothing for a key on a curve that is not known here. */
  async firmwareCertificate(key: KeyObject, name: string): Promise<string | undefined> {
    const { authority } = await this.#open();
    const { makeFirmwareCertificate } = await import('./certificateMaker.ts');
    return makeFirmwareCertificate(key, name, authority);
  }

  /** Credentials that are good for these names and addresses, and for the names of this machine. */
  serverFor(names: readonly string[]): Promise<ServerCredentials> {
    const all = [...new Set([...names, ...ownNames()])];
    const id = all.join(' ');
    let issued = this.#issued.get(id);
    if (issued === undefined) {
      issued = this.#issue(all);
      this.#issued.set(id, issued);
      const oldest = this.#issued.size > CACHE_LIMIT ? this.#issued.keys().next().value : undefined;
      if (oldest !== undefined) this.#issued.delete(oldest);
      issued.catch(() => this.#issued.delete(id));
    }
    return issued;
  }

  async #issue(names: readonly string[]): Promise<ServerCredentials> {
    const { authority, keys } = await this.#open();
    const { makeServerCertificate } = await import('./certificateMaker.ts');
    const [rsa, ec] = await Promise.all([
      makeServerCertificate(authority, keys.rsa, 'rsa', names),
      makeServerCertificate(authority, keys.ec, 'ec', names),
    ]);
    const chain = (certificate: string): string => `${certificate.trim()}\n${authority.certificate}`;
    return { cert: [chain(rsa), chain(ec)], key: [keys.rsa, keys.ec] };
  }

  #open(): Promise<Opened> {
    this.#opened ??= this.#readOrMake().catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  async #readOrMake(): Promise<Opened> {
    const read = (name: string): Promise<string | undefined> => readTextFile(join(this.#folder, name));
    const [certificate, key, rsa, ec] = await Promise.all([
      read('ca.pem'),
      read('ca-key.pem'),
      read('server-rsa-key.pem'),
      read('server-ec-key.pem'),
    ]);
    if (certificate !== undefined && key !== undefined && rsa !== undefined && ec !== undefined) {
      return { authority: { certificate, key }, keys: { rsa, ec } };
    }
    return this.#make();
  }

  async #make(): Promise<Opened> {
    const { makeAuthority, makeKey } = await import('./certificateMaker.ts');
    const [authority, rsa, ec] = await Promise.all([
      makeAuthority(`Kerbside on ${hostname()}`.slice(0, 64)),
      makeKey('rsa'),
      makeKey('ec'),
    ]);
    const write = (name: string, text: string): Promise<void> =>
      writePrivateFile(join(this.#folder, name), text);
    await write('server-rsa-key.pem', rsa);
    await write('server-ec-key.pem', ec);
    await write('ca-key.pem', authority.key);
    // Last: a set that is incomplete is made anew.
    await write('ca.pem', authority.certificate);
    return { authority, keys: { rsa, ec } };
  }
}

function ownNames(): string[] {
  const name = hostname().toLowerCase();
  const isName = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name);
  return isName ? [name, `${name}.local`, 'localhost'] : ['localhost'];
}
