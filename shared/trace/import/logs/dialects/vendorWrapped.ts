import type { TextFormat } from '../../found.ts';
import { scoreOfLines } from '../formatScore.ts';
import type { LogDialect } from '../lineFacts.ts';
import { LogReader } from '../logReader.ts';
import { timeAt } from '../prefix/lineTime.ts';

/** Area, source file and line of the program that wrote the log. */
const PLACE = /:(\w+:[\w.-]+\.\w{1,4}:\d+:)(?:(->|<-)\s*)?/y;
const LINES = /^\d{4}-\d\d-\d\dT[\d:.]+Z?:\w+:[\w.-]+\.\w{1,4}:\d+:(?:->|<-)/gm;

/**
 * A charger's own log: `2026-02-07T19:26:40.611Z:COM:ocpp_rpc.c:681:-> FRAME`, `->` from the station, `<-` to it. Long frames are
 * wrapped: each further line has the same prefix without the arrow. They are joined as they were before.
 */
export const vendorWrapped: TextFormat = {
  id: 'wrapped-station-log',
  name: 'Charger log with wrapped lines',
  writer: 'station',
  score: (sample) => scoreOfLines(sample, LINES),
  open: (emit) => new LogReader(emit, vendorDialect()),
};

function vendorDialect(): LogDialect {
  let placeOfFrame = '';
  return {
    head(line) {
      const found = timeAt(line, 0);
      const place = found === undefined ? undefined : placeAt(line, found.end);
      if (found === undefined || place === undefined) return undefined;
      const { time } = found;
      if (place.arrow === undefined || line.charCodeAt(place.end) !== 91) return { time, isProse: true };
      placeOfFrame = place.name;
      return { time, direction: place.arrow === '->' ? 'in' : 'out', frameAt: place.end };
    },
    continued(line) {
      const found = timeAt(line, 0);
      const place = found === undefined ? undefined : placeAt(line, found.end);
      if (place?.name !== placeOfFrame || place.arrow !== undefined) return undefined;
      return line.slice(place.end);
    },
  };
}

function placeAt(
  line: string,
  at: number,
): { name: string; arrow: string | undefined; end: number } | undefined {
  PLACE.lastIndex = at;
  const match = PLACE.exec(line);
  if (match === null) return undefined;
  return { name: match[1] ?? '', arrow: match[2], end: PLACE.lastIndex };
}
