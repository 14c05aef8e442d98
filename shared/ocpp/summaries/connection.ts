import type { Json } from '../../json.ts';
import { numberOf, textOf } from './reading.ts';
import { joined, labelled } from './wording.ts';

/** RFC 6455 §7.4.1 and the registry that it opened. */
const CLOSE_CODES: Readonly<Record<number, string>> = {
  1000: 'normal closure',
  1001: 'going away',
  1002: 'protocol error',
  1003: 'unacceptable data',
  1005: 'no code given',
  1006: 'no close frame',
  1007: 'text is not UTF-8',
  1008: 'policy violation',
  1009: 'message too big',
  1010: 'extension missing',
  1011: 'internal error',
  1012: 'restart',
  1013: 'try again later',
  1015: 'TLS failure',
};

/** `from 192.168.1.77, ocpp1.6, /CP-0042`. */
export function sayConnect(mark: Json | undefined): string {
  return (
    joined([
      labelled('from', textOf(mark, 'remoteAddress')),
      textOf(mark, 'subprotocol') ?? 'no subprotocol',
      textOf(mark, 'path'),
    ]) || 'connected'
  );
}

/** `closed by the station, 1001 going away: rebooting`. */
export function sayDisconnect(mark: Json | undefined): string {
  const code = numberOf(mark, 'code');
  const meaning = code === undefined ? undefined : joined([String(code), CLOSE_CODES[code]], ' ');
  return joined([joined([closedBy(textOf(mark, 'by')), meaning]), textOf(mark, 'reason')], ': ');
}

function closedBy(who: string | undefined): string {
  switch (who) {
    case 'station':
      return 'closed by the station';
    case 'kerbside':
      return 'closed by Kerbside';
    case 'network':
      return 'line lost';
    default:
      return 'disconnected';
  }
}
