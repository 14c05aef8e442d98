import type { TextFormat } from '../../found.ts';
import { scoreOfLines } from '../formatScore.ts';
import { LogReader } from '../logReader.ts';

const QT_LINES = /^.{0,40}--\s+.*\bQJson(?:Object|Array|Value|Document)\(/gm;
const EVENT_LINES =
  /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\] (?:Connector \d+|EVSE \d+|OCPP|Charge ?[Pp]oint|Station)\b[^[\n]*$/gm;

/** A station's log in Qt: payloads in Qt's way of printing JSON, without message ids: `Apr/30 20:02:13 UTC --  Recv Action: QJsonObject({…})`. */
export const qtStation: TextFormat = {
  id: 'qt-station',
  name: 'Charger log with Qt objects',
  writer: 'station',
  score: (sample) => scoreOfLines(sample, QT_LINES),
  open: (emit) =>
    new LogReader(
      emit,
      { head: () => undefined },
      {
        aboutNone:
          'No OCPP message stands in this file as it was on the wire: the charger printed the contents of messages without their ids. Its lines are notes, in the order of the file.',
      },
    ),
};

/** A station's log of events, prose only: `[2026-04-21 15:33:54] Connector 1: OCPP Status Charging`. */
export const eventLog: TextFormat = {
  id: 'station-events',
  name: 'Event log of a charger',
  writer: 'station',
  score: (sample) => scoreOfLines(sample, EVENT_LINES),
  open: (emit) =>
    new LogReader(
      emit,
      { head: () => undefined },
      {
        aboutNone:
          'No OCPP message stands in this file: it is a charger’s log of events in words. Its lines are notes with their times.',
      },
    ),
};
