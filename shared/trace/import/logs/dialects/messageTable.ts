import type { TextFormat } from '../../found.ts';
import { scoreOfLines } from '../formatScore.ts';
import type { LogDialect } from '../lineFacts.ts';
import { LogReader } from '../logReader.ts';
import { OldestFirst } from '../oldestFirst.ts';
import { timeAt } from '../prefix/lineTime.ts';

const ROW = /^\s*\|?\s*[A-Z][A-Za-z]{2,60}\s*\|[^|]*\|/;
const RULE = /^\s*\|?\s*:?-{2,}:?\s*\|/;
const LAST_CELL = /\|\s*([^|]{8,40}?)\s*\|?\s*$/;
const LINES = /^[ \t]*\|?[ \t]*[A-Z][A-Za-z]{2,60}[ \t]*\|[^|\n]*\|[ \t]*\[[2-6],/gm;

/**
 * The message table of a server's web page, pasted as Markdown: `Action | direction | call | answer | time`, newest first. The
 * direction column is the same for all, so it is not believed. Rows are told oldest first.
 */
export const messageTable: TextFormat = {
  id: 'message-table',
  name: 'Message table (Markdown)',
  writer: 'unknown',
  score: (sample) => scoreOfLines(sample, LINES),
  open(emit) {
    const order = new OldestFirst(emit);
    const reader = new LogReader((item) => order.item(item), messageTableDialect);
    return {
      text: (piece) => reader.text(piece),
      end() {
        reader.end();
        order.end();
      },
    };
  },
};

const messageTableDialect: LogDialect = {
  head(line) {
    if (RULE.test(line)) return { isProse: true };
    if (!ROW.test(line)) return undefined;
    // A value may hold the bar, so the time is looked for from the end.
    const time = timeAt(LAST_CELL.exec(line.slice(-80))?.[1] ?? '', 0)?.time;
    return time === undefined ? {} : { time };
  },
};
