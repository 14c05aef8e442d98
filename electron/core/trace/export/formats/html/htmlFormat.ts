import { exportHead, iso, number } from '../exportHead.ts';
import type { ExportContext, ExportFormat, TraceWriter } from '../../traceWriter.ts';
import { pageHead, pageTail } from './htmlPage.ts';
import { htmlRow } from './htmlRow.ts';

/** More lines than that make a browser slow, and so do more characters. */
const MOST_ROWS = 100_000;
const MOST_CHARS = 200_000_000;
/** Lines that a browser lays out together, as soon as one of them comes near the screen. */
const CHUNK_ROWS = 250;

export const htmlFormat: ExportFormat = {
  id: 'html',
  name: 'HTML: one page to read and search in any browser',
  extension: '.html',
  contentType: 'text/html; charset=utf-8',
  leavesOut: `more than ${number(MOST_ROWS)} records in one page`,
  wantsSurvey: true,
  open: (context) => new HtmlWriter(context),
};

class HtmlWriter implements TraceWriter {
  leftOut = 0;
  readonly #context: ExportContext;
  #rows = 0;
  #chars = 0;
  #day = '';

  constructor(context: ExportContext) {
    this.#context = context;
  }

  head(): string {
    const records = this.#context.survey?.records ?? 0;
    const remarks =
      records > MOST_ROWS
        ? [
            `This page holds the first ${number(MOST_ROWS)} of ${number(records)} records: more would make a browser slow. ` +
              'Export a part of the time, or another format, for the others.',
          ]
        : [];
    return pageHead(exportHead(this.#context), remarks);
  }

  record(record: Parameters<TraceWriter['record']>[0]): string {
    if (this.#rows >= MOST_ROWS || this.#chars >= MOST_CHARS) {
      this.leftOut += 1;
      return '';
    }
    const row = htmlRow(record);
    const text = this.#separator(iso(record.at).slice(0, 10)) + row;
    this.#rows += 1;
    this.#chars += text.length;
    return text;
  }

  /** A chunk ends after so many lines; a day begins with its date. */
  #separator(day: string): string {
    const isChunk = this.#rows % CHUNK_ROWS === 0;
    const chunk = isChunk ? `${this.#rows === 0 ? '' : '</section>\n'}<section>\n` : '';
    if (day === this.#day) return chunk;
    this.#day = day;
    return `${chunk}<p class="day">${day}</p>\n`;
  }

  tail(): string {
    const end = this.#rows === 0 ? '<section></section>' : '</section>';
    const remark = this.leftOut === 0 ? '' : `${number(this.leftOut)} more records are not on this page.`;
    return `${end}\n${pageTail(remark)}`;
  }
}
