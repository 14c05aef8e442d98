import { isJsonObject, type Json } from '../../../../json.ts';
import type { TextFormat } from '../../found.ts';
import { scoreOfLines } from '../formatScore.ts';
import type { LogDialect } from '../lineFacts.ts';
import { LogReader } from '../logReader.ts';
import { timeAt } from '../prefix/lineTime.ts';

const LINE = /^\[([^\]]+)\] \[([^\]]*)\] \[([^\]]*)\] \[([^\]]*)\] \[(Call|CallResult|CallError)\]\s*(.*)$/s;
const LINES =
  /^\[\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\] \[[^\]]*\] \[[^\]]*\] \[[^\]]*\] \[Call(?:Result|Error)?\]/gm;

const ABOUT =
  'This log holds the parts of the OCPP messages, not the messages themselves. Each was put together from its message id, action and payload; spaces and the order of what stands around the payload may differ from what was on the wire.';

/**
 * ocpp-cs: `[TIME] [ID] [message id] [Action] [Call] {payload}`. There is no array, so a frame is put together from the parts,
 * the payload as it stands: so a record can be shown, checked and exported like any other. A note says so once.
 */
export const ocppCs: TextFormat = {
  id: 'ocpp-cs',
  name: 'ocpp-cs log',
  writer: 'central-system',
  score: (sample) => scoreOfLines(sample, LINES),
  open: (emit) => new LogReader(emit, ocppCsDialect, { hasRepeats: true, aboutMade: ABOUT }),
};

const ocppCsDialect: LogDialect = {
  head(line) {
    const match = LINE.exec(line);
    if (match === null) return undefined;
    const [, printed = '', stationId = '', id = '', action = '', type, rest = ''] = match;
    const time = timeAt(printed, 0)?.time;
    return {
      ...(time === undefined ? {} : { time }),
      ...(stationId === '' ? {} : { stationId }),
      made: { raw: frameOf(type, id, action, rest.trim()) },
    };
  },
};

function frameOf(type: string | undefined, id: string, action: string, payload: string): string {
  const quotedId = JSON.stringify(id);
  const value = parsed(payload);
  const body = payload === '' ? '{}' : payload;
  // A payload that is cut off must leave the frame as it is: cut off.
  const end = payload === '' || value !== undefined ? ']' : '';
  if (type === 'Call') return `[2,${quotedId},${JSON.stringify(action)},${body}${end}`;
  if (type === 'CallResult') return `[3,${quotedId},${body}${end}`;
  return `[4,${quotedId},${errorBody(value, body)}${end}`;
}

/** Code, description and details, where the payload has them. */
function errorBody(value: Json | undefined, payload: string): string {
  if (!isJsonObject(value)) return `"","",${payload}`;
  const code = value['errorCode'] ?? value['code'];
  const description = value['errorDescription'] ?? value['description'];
  if (typeof code !== 'string') return `"","",${payload}`;
  const details = value['errorDetails'] ?? value['details'] ?? {};
  return [code, typeof description === 'string' ? description : '', details]
    .map((part) => JSON.stringify(part))
    .join(',');
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // Cut off or broken: the caller keeps it as it is.
    return undefined;
  }
}
