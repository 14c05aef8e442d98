import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalAuthority } from '../../../electron/core/security/localAuthority.ts';

export interface Credentials {
  cert: string[];
  key: string[];
  /** The certificate of the authority that issued it. */
  authority: string;
}

let made: Promise<Credentials> | undefined;

/** A server certificate that Kerbside issued itself, made once for a file of tests. */
export function serverCredentials(): Promise<Credentials> {
  made ??= make();
  return made;
}

async function make(): Promise<Credentials> {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-authority-'));
  try {
    const authority = new LocalAuthority(folder);
    return { ...(await authority.serverFor(['127.0.0.1'])), authority: await authority.certificate() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
