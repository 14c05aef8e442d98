import { deflateRawSync, constants } from 'node:zlib';
import { clientFrame } from './rawUpgrade.ts';

/** What a station does on the WebSocket layer, and what is to be seen of it. */
export interface Row {
  /** In the catalogue of quirks. */
  row: number;
  title: string;
  /** The frames of the station, in order; nothing where the row is about time or about closing. */
  frames?: readonly Buffer[];
  /** Codes on the record of what it sent last. */
  issues?: readonly string[];
  /** Codes of what is found wrong with the station. */
  findings?: readonly string[];
  /** Stands in an issue's message. */
  words?: RegExp;
  /** Whether a call afterwards is still answered. */
  goesOn?: boolean;
}

const FIN_TEXT = 0x81;
const RSV1 = 0x40;
const RSV2 = 0x20;
const PONG = 0x8a;
const HEARTBEAT = '[2,"1","Heartbeat",{}]';

const compressed = deflateRawSync(HEARTBEAT, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -4);

export const ROWS: readonly Row[] = [
  { row: 23, title: 'does not answer pings', findings: ['no-pong'] },
  {
    row: 24,
    title: 'a pong with another payload than the ping',
    frames: [clientFrame(PONG, 'wrong')],
    findings: [],
    goesOn: true,
  },
  { row: 25, title: 'says nothing for long', findings: [] },
  {
    row: 26,
    title: 'the text pong as a data frame',
    frames: [clientFrame(FIN_TEXT, 'pong')],
    issues: ['ping-as-text'],
    goesOn: true,
  },
  {
    row: 27,
    title: 'a compressed frame that was not agreed to',
    frames: [clientFrame(FIN_TEXT | RSV1, compressed)],
    issues: ['websocket-protocol'],
    words: /bit RSV1.*It holds: \[2,"1","Heartbeat",\{\}\]/,
  },
  {
    row: 27,
    title: 'bit RSV1 on a frame that is not compressed',
    frames: [clientFrame(FIN_TEXT | RSV1, HEARTBEAT)],
    issues: ['websocket-protocol'],
    words: /bit RSV1/,
  },
  {
    row: 27,
    title: 'another reserved bit',
    frames: [clientFrame(FIN_TEXT | RSV2, HEARTBEAT)],
    issues: ['websocket-protocol'],
    words: /reserved bits/,
  },
  {
    row: 28,
    title: 'fragmented text frames',
    frames: [clientFrame(0x01, HEARTBEAT.slice(0, 7)), clientFrame(0x80, HEARTBEAT.slice(7))],
    issues: [],
    goesOn: true,
  },
  {
    row: 22,
    title: 'an HTML page of a proxy as a message',
    frames: [clientFrame(FIN_TEXT, '<!DOCTYPE html><html><body>Log in</body></html>')],
    issues: ['html-instead-of-ocpp'],
    goesOn: true,
  },
  { row: 29, title: 'does not come back after a clean Close frame', findings: ['slow-return'] },
  { row: 31, title: 'a new socket while the old one looks alive', findings: ['two-connections'] },
  { row: 35, title: 'disconnects upon a command', findings: ['closes-after-command'] },
];

/** Row 34: how the end of a connection is told. */
export const CLOSINGS: ReadonlyArray<{ code: number; sentence: string }> = [
  { code: 1000, sentence: 'The station closed the connection as done (code 1000).' },
  { code: 1001, sentence: 'The station closed the connection because it goes away (code 1001).' },
  { code: 1002, sentence: 'The station closed the connection because of a protocol error (code 1002).' },
  { code: 1008, sentence: 'The station closed the connection because of its policy (code 1008).' },
  { code: 1012, sentence: 'The station closed the connection because it restarts (code 1012).' },
  { code: 3007, sentence: 'The station closed the connection with a code of a library (code 3007).' },
  { code: 4711, sentence: 'The station closed the connection with a code of its maker’s own (code 4711).' },
];
