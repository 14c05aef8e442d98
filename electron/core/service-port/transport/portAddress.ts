import { PortError } from './portError.ts';

/** Where a port is: of this system, or behind a TCP server, raw or with line settings by RFC 2217. */
export type PortAddress =
  { kind: 'system'; path: string } | { kind: 'tcp' | 'rfc2217'; host: string; port: number };

/** Reads what a technician typed. Throws `PortError` `invalid-params` for a network address that is none. */
export function parsePortAddress(typed: string, platform: NodeJS.Platform = process.platform): PortAddress {
  const text = typed.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return { kind: 'system', path: systemPath(text, platform) };
  if (scheme !== 'tcp' && scheme !== 'rfc2217') throw addressError(typed, `Kerbside knows no ${scheme}://.`);
  return { kind: scheme, ...hostAndPort(typed, text.slice(scheme.length + 3)) };
}

/** `\\.\COM12` is how Windows names ports from 10 on; the driver wants the plain name for all of them. */
function systemPath(text: string, platform: NodeJS.Platform): string {
  if (text === '' || text.includes('\0')) throw addressError(text, 'A port has a name.');
  if (platform !== 'win32') return text;
  const plain = text.replace(/^\\\\[.?]\\/, '');
  return /^com\d+:?$/i.test(plain) ? plain.toUpperCase().replace(':', '') : plain;
}

function hostAndPort(typed: string, rest: string): { host: string; port: number } {
  const match = /^(?:\[([^\]]+)\]|([^:/?#[\]@\s]+)):(\d{1,5})\/?$/.exec(rest);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host === undefined)
    throw addressError(typed, 'It lacks a host or a port number, or has more than these.');
  if (port < 1 || port > 65_535) throw addressError(typed, `${match?.[3]} is not a port number.`);
  return { host, port };
}

function addressError(typed: string, sentence: string): PortError {
  return new PortError(
    {
      cause: 'other',
      sentence: `"${typed}" is not the address of a port: ${sentence}`,
      remedy:
        'Write tcp://192.168.1.20:4001, rfc2217://192.168.1.20:4001, tcp://[fe80::1%eth0]:4001, or the name of a serial port.',
    },
    { code: 'invalid-params' },
  );
}
