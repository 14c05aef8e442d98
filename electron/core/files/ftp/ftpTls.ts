import { createSecureContext, TLSSocket, type SecureContext, type SecureContextOptions } from 'node:tls';
import type { Socket } from 'node:net';
import { GoodbyeSocket, LineTap } from './goodbyeSocket.ts';

/** Certificates for an address of ours, as the front door uses them. */
export interface FileCertificates {
  serverFor(names: readonly string[]): Promise<{ cert: string[]; key: string[] }>;
}

/**
 * The newest version that both know is agreed on; the old ones are for updaters that were never updated. OpenSSL wants
 * the security level lowered for them, which BoringSSL does not know.
 */
const VERSIONS: readonly SecureContextOptions[] = [
  { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' },
  { minVersion: 'TLSv1' },
  {},
];

/** One context for control and data: clients take the data's session up from the control's. */
export async function ftpContext(certificates: FileCertificates, host: string): Promise<SecureContext> {
  const credentials = await certificates.serverFor([host]);
  let failure: unknown;
  for (const versions of VERSIONS) {
    try {
      return createSecureContext({ ...credentials, ...versions });
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/** The encrypted side of a connection. Rejects where the handshake fails. */
export function encrypt(
  socket: Socket,
  secureContext: SecureContext,
  handshakeMs: number,
): Promise<TLSSocket> {
  return shaken(new TLSSocket(socket, { isServer: true, secureContext }), handshakeMs);
}

/** The same for a connection whose end says that a file is whole. */
export function encryptUpload(
  socket: Socket,
  secureContext: SecureContext,
  handshakeMs: number,
): Promise<GoodbyeSocket> {
  return shaken(new GoodbyeSocket(new LineTap(socket), secureContext), handshakeMs);
}

function shaken<S extends TLSSocket>(secured: S, handshakeMs: number): Promise<S> {
  return new Promise((resolve, reject) => {
    const fail = (error?: Error): void => {
      clearTimeout(timer);
      secured.destroy();
      reject(error ?? new Error('closed during the handshake'));
    };
    const timer = setTimeout(() => fail(new Error('the handshake took too long')), handshakeMs);
    const cut = (): void => fail();
    secured.once('error', fail).once('close', cut);
    secured.once('secure', () => {
      clearTimeout(timer);
      secured.off('error', fail).off('close', cut);
      // What a broken connection was is told by its 'close'; without a listener it would end the program.
      secured.on('error', () => undefined);
      resolve(secured);
    });
  });
}
