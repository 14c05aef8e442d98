import type { PortFailure } from '../../../../shared/service-port/portState.ts';
import { PortError } from './portError.ts';

const CHECK_ADDRESS =
  'Check the address, that the converter has power, and that this computer is in its network (cable, Wi-Fi, VPN, subnet).';

/** Why a connection to `host:port` was not made. */
export function connectError(cause: unknown, host: string, port: number): PortError {
  return new PortError(connectFailure(errorCode(cause), host, port), { cause });
}

function connectFailure(code: string, host: string, port: number): PortFailure {
  switch (code) {
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EPIPE':
      return {
        cause: 'refused',
        sentence: `${host} is there, but nothing takes connections at its port ${port}.`,
        remedy:
          'Check the port number in the converter’s own settings. Many converters take one connection at a time: close the other program.',
      };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NONAME':
    case 'EAI_NODATA':
      return {
        cause: 'unreachable',
        sentence: `No address was found for the name ${host}.`,
        remedy: 'Check the spelling, or type the IP address of the converter.',
      };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
    case 'EHOSTDOWN':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
      return { cause: 'unreachable', sentence: `${host} cannot be reached.`, remedy: CHECK_ADDRESS };
    case 'EACCES':
    case 'EPERM':
      return {
        cause: 'no-permission',
        sentence: `This computer does not let Kerbside connect to ${host}:${port}.`,
        remedy: 'A firewall or security program may forbid it: allow Kerbside there.',
      };
    default:
      return {
        cause: 'other',
        sentence: `The connection to ${host}:${port} failed (${code}).`,
        remedy: CHECK_ADDRESS,
      };
  }
}

/** An open connection that ended by itself; `code` where the system named a reason. */
export function lostConnection(host: string, port: number, cause: unknown): PortFailure {
  const code = errorCode(cause);
  if (code === 'ETIMEDOUT' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH') {
    return {
      cause: 'unreachable',
      sentence: `${host}:${port} does not answer any more.`,
      remedy: CHECK_ADDRESS,
    };
  }
  return {
    cause: 'gone',
    sentence: `${host}:${port} closed the connection${code === '' ? '' : ` (${code})`}.`,
    remedy:
      'The converter lost its power, restarted, or another program took it over: most take one connection at a time. Open it again.',
  };
}

/** Where several addresses of a name were tried, the first that says more than “unreachable” is the one to tell. */
function errorCode(cause: unknown): string {
  if (cause instanceof AggregateError) {
    const codes = cause.errors.map(errorCode).filter((code) => code !== '');
    return codes.find((code) => code === 'ECONNREFUSED') ?? codes[0] ?? '';
  }
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
