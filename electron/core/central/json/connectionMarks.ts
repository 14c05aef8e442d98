import type { Direction } from '../../../../shared/trace/record.ts';
import type { StationArrival } from '../stationArrival.ts';
import {
  afterCommandSentence,
  disconnectSentence,
  type ClosedBy,
  type LastCommand,
} from './disconnectWords.ts';

/** The raw of a `connect` record. `before` is the name under which an unnamed station connected. */
export function connectMark(arrival: StationArrival, before?: string): string {
  const { remoteAddress, subprotocol, path, facts } = arrival;
  return JSON.stringify({ remoteAddress, subprotocol, path, before, ...facts });
}

/** How a connection ended, as far as is known: the code and reason that came, and what Kerbside meant by it. */
export interface Ending {
  at: number;
  code: number;
  given: string;
  closing: { by: ClosedBy; reason: string } | undefined;
  lastCommand: LastCommand | undefined;
}

/** The `disconnect` record of an ending, and its sentence for people. */
export function disconnectMark({ at, code, given, closing, lastCommand }: Ending): {
  by: ClosedBy;
  direction: Direction;
  raw: string;
  sentence: string;
} {
  const by = closing?.by ?? (code === 1006 ? 'network' : 'station');
  const reason = closing?.reason ?? given;
  const after = by === 'kerbside' ? undefined : afterCommandSentence(lastCommand, at);
  const sentence = disconnectSentence(by, code, reason);
  return {
    by,
    direction: by === 'kerbside' ? 'out' : 'in',
    raw: JSON.stringify({ code, reason, by, after }),
    sentence: after === undefined ? sentence : `${sentence} ${after}`,
  };
}
