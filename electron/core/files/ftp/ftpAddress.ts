import { isIP } from 'node:net';

/** Where a client wants to be called for its data. */
export interface DataAddress {
  host: string;
  port: number;
}

/** `h1,h2,h3,h4,p1,p2` of PORT (RFC 959 §4.1.2). */
export function readPort(argument: string): DataAddress | undefined {
  const numbers = argument.trim().split(',').map(Number);
  if (numbers.length !== 6 || numbers.some((n) => !Number.isInteger(n) || n < 0 || n > 255)) return undefined;
  const [a, b, c, d, high = 0, low = 0] = numbers;
  return { host: `${a}.${b}.${c}.${d}`, port: high * 256 + low };
}

/** `|1|192.0.2.1|1025|` of EPRT (RFC 2428 §2). */
export function readEprt(argument: string): DataAddress | undefined {
  const text = argument.trim();
  const [, family = '', host = '', port = ''] = text.split(text[0] ?? '|');
  const isRight = (family === '1' && isIP(host) === 4) || (family === '2' && isIP(host) === 6);
  return isRight && /^\d{1,5}$/.test(port) ? { host, port: Number(port) } : undefined;
}

/** The reply to PASV; IPv4 only. */
export function pasvText({ host, port }: DataAddress): string {
  return `(${host.replaceAll('.', ',')},${Math.floor(port / 256)},${port % 256})`;
}

/** IPv4 as people write it, also where the socket listens on IPv6. */
export function plainHost(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}
