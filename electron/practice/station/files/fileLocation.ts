import { TRANSFER_PROTOCOLS, type TransferProtocol } from '../../../../shared/files/transferProtocol.ts';
import { TransferProblem } from './transferProblem.ts';

/** An address of a file or folder, taken apart. */
export interface FileLocation {
  protocol: TransferProtocol;
  /** Without the brackets of IPv6. */
  host: string;
  port: number | undefined;
  user: string;
  password: string;
  /** Absolute, as text: nothing is encoded in it. */
  path: string;
  /** With its question mark, as it came. */
  query: string;
}

/** Fails with a `TransferProblem` where the text is no address, or of a scheme that is none of files. */
export function readLocation(text: string): FileLocation {
  const url = URL.parse(text);
  // `C:\logs` reads as a scheme of one letter.
  if (url === null || /^[a-z]:$/i.test(url.protocol))
    throw new TransferProblem('unreadable', `${text} is no URL`);
  const protocol = TRANSFER_PROTOCOLS.find((known) => `${known}:` === url.protocol);
  if (protocol === undefined)
    throw new TransferProblem('unsupported', `this station has no client for ${url.protocol}`);
  if (url.hostname === '') throw new TransferProblem('unreadable', `${text} names no host`);
  return {
    protocol,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? undefined : Number(url.port),
    user: decoded(url.username),
    password: decoded(url.password),
    path: url.pathname === '' ? '/' : decoded(url.pathname),
    query: url.search,
  };
}

/** Where a file of that name goes: into the location where it is a folder, else under the very name of the location. */
export function placeIn(location: FileLocation, fileName: string, isRenamed: boolean): FileLocation {
  if (!location.path.endsWith('/') && !isRenamed) return location;
  const folder = location.path.slice(0, location.path.lastIndexOf('/') + 1);
  return { ...location, path: `${folder}${fileName}` };
}

/** A lone percent sign stays one. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
