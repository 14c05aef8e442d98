import type { ConfigurationItem } from '../../../shared/configuration/item.ts';
import type { Listening } from '../../../shared/session/listening.ts';

const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'ws:': 80,
  'http:': 80,
  'wss:': 443,
  'https:': 443,
};
/** `host:port` and `[address]:port`, as makers have it in keys of their own. */
const HOST_AND_PORT = /^(\[[0-9a-f:.]+\]|[\w.-]+):(\d{1,5})$/i;

/** The addresses of items whose value leads the station to this Kerbside: a URL, a host with a port, or a host alone. */
export function pointsHere(items: readonly ConfigurationItem[], listening: Listening): string[] {
  const own = new Map(
    listening.addresses.map(({ address, kind }) => [address.toLowerCase(), kind === 'loopback']),
  );
  if ([...own.values()].includes(true)) own.set('localhost', true);
  const isOurs = (host: string, port: number | undefined): boolean => {
    const isLoopback = own.get(host.replace(/^\[|\]$/g, '').toLowerCase());
    if (isLoopback === undefined) return false;
    // A host alone may mean a service on the station itself where it is the loopback address.
    return port === undefined ? !isLoopback : port === listening.port;
  };
  const found = items.filter(({ value }) => value !== undefined && leads(value.trim(), isOurs));
  return [...new Set(found.map(({ address }) => address))];
}

function leads(value: string, isOurs: (host: string, port: number | undefined) => boolean): boolean {
  // Most values are numbers and words.
  if (value.length < 3 || value.length > 2000) return false;
  if (value.includes('://')) {
    const url = URL.parse(value);
    const usual = url === null ? undefined : DEFAULT_PORTS[url.protocol];
    return url !== null && usual !== undefined && isOurs(url.hostname, Number(url.port || usual));
  }
  const [, host, port] = HOST_AND_PORT.exec(value) ?? [];
  return host === undefined ? isOurs(value, undefined) : isOurs(host, Number(port));
}
