import { hostname, networkInterfaces } from 'node:os';

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost'];

/** Names under which a listener bound to `host` can be reached; asked anew each time, since cards come and go. */
export function ownNames(host: string): string[] {
  if (host === '127.0.0.1' || host === 'localhost') return LOOPBACK_NAMES;
  if (host !== '0.0.0.0' && host !== '::') return [bracketed(host)];
  const machine = hostname().toLowerCase();
  return [...LOOPBACK_NAMES, '[::1]', ...cardAddresses(host), machine, `${machine}.local`];
}

/** Where a person opens the screens: this machine's own address first, then those for other devices. */
export function printedNames(host: string): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [bracketed(host)];
  return ['127.0.0.1', ...cardAddresses(host)];
}

function cardAddresses(host: string): string[] {
  return Object.values(networkInterfaces())
    .flatMap((infos) => infos ?? [])
    .filter(({ internal, family }) => !internal && (host === '::' || family === 'IPv4'))
    .map(({ address }) => bracketed(address));
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
