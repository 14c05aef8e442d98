import { getCiphers, getHashes } from 'node:crypto';
import type { Algorithms, CipherAlgorithm, MacAlgorithm, Server, ServerConnectionListener } from 'ssh2';

/**
 * What is weak comes last: it is for chargers whose software is ten years old, and only where nothing else is common.
 * The crypto library of the runtime may not know all of it.
 */
const OLD_CIPHERS: ReadonlyArray<readonly [CipherAlgorithm, string]> = [
  ['aes256-cbc', 'aes-256-cbc'],
  ['aes192-cbc', 'aes-192-cbc'],
  ['aes128-cbc', 'aes-128-cbc'],
  ['3des-cbc', 'des-ede3-cbc'],
];
const OLD_MACS: ReadonlyArray<readonly [MacAlgorithm, string]> = [
  ['hmac-sha1-96', 'sha1'],
  ['hmac-md5', 'md5'],
];

/** An SSH server that listens nowhere: it is handed its connections. Loaded with the first one. */
export async function createSshServer(
  hostKeys: string[],
  onConnection: ServerConnectionListener,
): Promise<Server> {
  const ssh = await import('ssh2');
  return new ssh.default.Server({ hostKeys, ident: 'Kerbside', algorithms: algorithms() }, onConnection);
}

function algorithms(): Algorithms {
  const ciphers = new Set(getCiphers());
  const hashes = new Set(getHashes().map((name) => name.toLowerCase()));
  return {
    kex: {
      append: ['diffie-hellman-group14-sha1', 'diffie-hellman-group1-sha1'],
      prepend: [],
      // The library knows its client's side alone.
      remove: ['diffie-hellman-group-exchange-sha256'],
    },
    cipher: {
      append: OLD_CIPHERS.filter(([, name]) => ciphers.has(name)).map(([cipher]) => cipher),
      prepend: [],
      remove: [],
    },
    hmac: {
      append: OLD_MACS.filter(([, name]) => hashes.has(name)).map(([mac]) => mac),
      prepend: [],
      remove: [],
    },
    // Files of chargers are packed already, and what is packed could be far larger than it seems.
    compress: ['none'],
  };
}
