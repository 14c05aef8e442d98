import type { Listening } from '../../session/listening.ts';

/** Where this Kerbside can be reached. */
export interface OwnAddress extends Pick<Listening, 'port' | 'addresses' | 'tls'> {
  /** Names of this machine in the network. */
  names?: readonly string[];
  /** The station runs on this machine, as practice chargers do: for all others a loopback address is themselves. */
  isSameMachine?: boolean;
}

const USUAL_PORTS: Readonly<Record<string, number>> = { ws: 80, http: 80, wss: 443, https: 443 };
const ADDRESS =
  /^\s*(?:([a-z][a-z0-9+.-]*):\/\/)?(?:[^/@\s]*@)?(\[[^\]]*\]|[^/:?#\s]+)(?::(\d+))?(?:[/?#]|\s*$)/i;

export interface AddressParts {
  scheme?: string;
  host: string;
  port?: number;
}

/** The parts of an address in any form that makers ask for, with or without scheme; nothing where there is no host in it. */
export function addressParts(text: string): AddressParts | undefined {
  const [, scheme, bracketed = '', port] = ADDRESS.exec(text) ?? [];
  const host = bracketed.replace(/^\[|\]$/g, '').toLowerCase();
  if (host === '') return undefined;
  const known = scheme?.toLowerCase();
  const number = port === undefined ? USUAL_PORTS[known ?? ''] : Number(port);
  return {
    host,
    ...(known === undefined ? {} : { scheme: known }),
    ...(number === undefined ? {} : { port: number }),
  };
}

/** Whether an address leads to this Kerbside. One without a port is taken by its host. */
export function leadsHere(text: string, own: OwnAddress, port?: number): boolean {
  const parts = addressParts(text);
  if (parts === undefined || !isOwnHost(parts.host, own)) return false;
  const wanted = parts.port ?? port;
  return wanted === undefined || wanted === own.port;
}

export function isOwnHost(
  host: string,
  { addresses, names = [], isSameMachine = false }: OwnAddress,
): boolean {
  const wanted = withoutZone(host);
  if (isSameMachine && wanted === 'localhost') return true;
  return (
    addresses.some(
      ({ address, kind }) => (kind !== 'loopback' || isSameMachine) && withoutZone(address) === wanted,
    ) || names.some((name) => name.toLowerCase() === wanted)
  );
}

/** Whether an address with a port, as a station's is told, is one of this machine to itself. */
export function isLoopbackPeer(remoteAddress: string): boolean {
  return /^\[?(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)\]?(?::\d+)?$/i.test(remoteAddress);
}

function withoutZone(host: string): string {
  return host.toLowerCase().replace(/%.*$/, '');
}
