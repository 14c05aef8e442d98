import { isIPv6 } from 'node:net';
import type { TransferProtocol } from '../../../../shared/files/transferProtocol.ts';
import type { AnyTransfer } from './transferBook.ts';

/** The part of a path that every file of ours is under. */
export const FILES_PREFIX = '/f/';

/** One address that a station can be told. */
export interface TransferUrl {
  protocol: TransferProtocol;
  /** The address of this computer that it names. */
  host: string;
  /** With user and password where the protocol needs them. */
  url: string;
  /** Without them, to be shown. */
  shownUrl: string;
}

const STANDARD_PORTS: Readonly<Record<TransferProtocol, number>> = {
  http: 80,
  https: 443,
  ftp: 21,
  // Implicit TLS: what libraries take this scheme for.
  ftps: 990,
  sftp: 22,
};

/**
 * The addresses of a transfer, protocol by protocol in the order of the wish, host by host. An upload's ends with a
 * slash, behind which stations put a name; a file's ends with its name.
 */
export function transferUrls(
  transfer: AnyTransfer,
  hosts: readonly string[],
  ports: ReadonlyMap<TransferProtocol, number>,
): TransferUrl[] {
  return transfer.protocols.flatMap((protocol) => {
    const port = ports.get(protocol);
    if (port === undefined) return [];
    return hosts.map((host) => urlOf(transfer, protocol, host, port));
  });
}

function urlOf(transfer: AnyTransfer, protocol: TransferProtocol, host: string, port: number): TransferUrl {
  const { token, user, password } = transfer.secrets;
  const name = transfer.direction === 'download' ? encodeURIComponent(transfer.file.name) : '';
  const isHttp = protocol === 'http' || protocol === 'https';
  const hasLogin = !isHttp && !(transfer.isAnonymous && protocol !== 'sftp');
  const path =
    hasLogin && name !== '' ? `/${name}` : hasLogin ? '/upload/' : `${FILES_PREFIX}${token}/${name}`;
  const bracketed = isIPv6(host) ? `[${host}]` : host;
  const place = port === STANDARD_PORTS[protocol] ? bracketed : `${bracketed}:${port}`;
  return {
    protocol,
    host,
    url: `${protocol}://${hasLogin ? `${user}:${password}@` : ''}${place}${path}`,
    shownUrl: `${protocol}://${place}${path}`,
  };
}
