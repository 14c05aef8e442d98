import type { Socket } from 'node:net';
import { createSecureContext, createServer, type TLSSocket, type TlsOptions } from 'node:tls';
import type { TlsMode } from '../../../shared/session/listening.ts';
import type { Issue } from '../../../shared/trace/issue.ts';
import type { ServerCredentials } from '../security/localAuthority.ts';
import { describeHello, readClientHello, TLS_1_2, tlsVersionName, type ClientHello } from './clientHello.ts';
import { tlsVerdict, tooOld } from './tlsVerdict.ts';
import type { Verdict, Visit } from './visit.ts';

/** Where the certificates come from. */
export interface CertificateSource {
  certificate(): Promise<string>;
  serverFor(names: readonly string[]): Promise<ServerCredentials>;
}

export interface TlsSettings {
  mode: Exclude<TlsMode, 'off'>;
  certificates: CertificateSource;
  handshakeMs?: number;
  log: (line: string) => void;
}

const HANDSHAKE_MS = 20_000;

/**
 * TLS 1.0 and 1.1 (RFC 8996 forbids both) only for those who offer nothing better. OpenSSL wants the security level
 * lowered for them, which BoringSSL does not know.
 */
const LEGACY: readonly TlsOptions[] = [
  { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
  { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' },
];

/** Turns connections that begin with a ClientHello into encrypted ones, or says why that failed. */
export class TlsDoor {
  readonly #settings: TlsSettings;
  readonly #legacy = LEGACY.find((options) => isPossible(options));

  constructor(settings: TlsSettings) {
    this.#settings = settings;
  }

  get isRequired(): boolean {
    return this.#settings.mode === 'required';
  }

  certificate(): Promise<string> {
    return this.#settings.certificates.certificate();
  }

  /** `begun` is what was read of the connection. Nothing where it failed, which the visit was told. */
  async secure(visit: Visit, begun: Buffer): Promise<TLSSocket | undefined> {
    const { socket } = visit;
    const hello = readClientHello(begun);
    const highest = hello?.versions[0] ?? TLS_1_2;
    const options = highest < TLS_1_2 ? this.#legacy : { minVersion: 'TLSv1.2' as const };
    if (options === undefined) return fail(visit, tooOld(highest));
    let credentials: ServerCredentials;
    try {
      credentials = await this.#settings.certificates.serverFor(namesFor(socket, hello));
    } catch (error) {
      this.#settings.log(`certificates: ${String(error)}`);
      return fail(visit, noCertificate());
    }
    if (socket.destroyed) return fail(visit, tlsVerdict(hungUp(), hello));
    const handshakeTimeout = this.#settings.handshakeMs ?? HANDSHAKE_MS;
    const result = await handshake(socket, begun, { ...options, ...credentials, handshakeTimeout });
    if (result instanceof Error) return fail(visit, tlsVerdict(result, hello));
    result.on('error', () => undefined);
    visit.encryption = encryptionText(result, hello);
    if (highest < TLS_1_2) visit.mends = [oldVersion(highest)];
    return result;
  }
}

/**
 * A server of its own for each handshake: only so can its failure be told apart from those of others by documented
 * events. It never listens.
 */
function handshake(socket: Socket, begun: Buffer, options: TlsOptions): Promise<TLSSocket | Error> {
  return new Promise((resolve) => {
    const server = createServer({ ...options, allowHalfOpen: true });
    const onClose = (): void => resolve(hungUp());
    socket.once('close', onClose);
    server.once('secureConnection', (secured) => {
      socket.off('close', onClose);
      resolve(secured);
    });
    server.once('tlsClientError', (error) => resolve(error));
    socket.unshift(begun);
    server.emit('connection', socket);
  });
}

function isPossible(options: TlsOptions): boolean {
  try {
    createSecureContext(options);
    return true;
  } catch {
    // Not in this runtime's crypto library; what is possible instead is tried next.
    return false;
  }
}

function fail(visit: Visit, verdict: Verdict): undefined {
  visit.judge(verdict);
  // An alert may be on its way out.
  visit.socket.end();
  visit.socket.resume();
  visit.socket.setTimeout(1000, () => visit.socket.destroy());
  return undefined;
}

/** The address that was called, and the name that was asked for. */
function namesFor(socket: Socket, hello: ClientHello | undefined): string[] {
  const address = (socket.localAddress ?? '127.0.0.1').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  const name = hello?.serverName?.toLowerCase();
  const isName = name !== undefined && /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?$/.test(name);
  return isName ? [address, name] : [address];
}

function encryptionText(socket: TLSSocket, hello: ClientHello | undefined): string {
  const { standardName, name } = socket.getCipher();
  const version = (socket.getProtocol() ?? 'TLS').replace(/^TLSv1$/, 'TLSv1.0').replace('TLSv', 'TLS ');
  const offered = hello === undefined ? '' : ` (${describeHello(hello)})`;
  return `Encrypted: ${version}, ${standardName || name}${offered}.`;
}

function oldVersion(highest: number): Issue {
  return {
    severity: 'warning',
    code: 'tls-old',
    message: `The charger offers ${tlsVersionName(highest)} at most, which is no longer secure; most central systems refuse it.`,
    clause: highest === 0x0302 ? 'RFC 8996 §5' : 'RFC 8996 §4',
  };
}

function noCertificate(): Verdict {
  return {
    stage: 'tls',
    ok: false,
    code: 'tls-no-certificate',
    sentence: 'Speaks TLS, but Kerbside could not make or read its own certificate.',
    remedy: 'Check that Kerbside’s folder is writable, or set the charger’s address to ws://.',
  };
}

function hungUp(): Error {
  return Object.assign(new Error('closed during the handshake'), { code: 'ECONNRESET' });
}
