import { redactionSentence } from '../../../../../shared/trace/redaction/redactionChoice.ts';
import { MermaidWriter } from '../../../../../shared/trace/sequence/mermaid.ts';
import { SequenceStepper } from '../../../../../shared/trace/sequence/sequenceSteps.ts';
import { toTraceRow } from '../../store/readRecord.ts';
import type { ExportContext, ExportedRecord, ExportFormat, TraceWriter } from '../traceWriter.ts';
import { number } from './exportHead.ts';

/** Mermaid refuses to draw more (`maxTextSize`), unless its page says otherwise. */
const MOST_CHARS = 50_000;

export const mermaidFormat: ExportFormat = {
  id: 'mermaid',
  name: 'Mermaid: a sequence diagram as text, which many trackers draw',
  extension: '.mmd',
  contentType: 'text/vnd.mermaid; charset=utf-8',
  leavesOut: `more than ${number(MOST_CHARS)} characters, the most that Mermaid draws`,
  open: (context) => new MermaidExport(context),
};

class MermaidExport implements TraceWriter {
  leftOut = 0;
  readonly #context: ExportContext;
  readonly #writer: MermaidWriter;
  readonly #stepper = new SequenceStepper();
  #left = MOST_CHARS - 500;

  constructor(context: ExportContext) {
    this.#context = context;
    this.#writer = new MermaidWriter({ title: context.sessionName });
  }

  head(): string {
    const { redaction } = this.#context;
    // Comments are for the reader of the text; the diagram stays the diagram.
    const remark = redaction === undefined ? '' : `%% ${redactionSentence(redaction)}\n`;
    return this.#count(remark + this.#writer.head());
  }

  record(record: ExportedRecord): string {
    if (this.leftOut > 0) {
      this.leftOut += 1;
      return '';
    }
    const { isMarked, aboutSeq } = record;
    const row = {
      ...toTraceRow(record),
      ...(isMarked === undefined ? {} : { isMarked }),
      ...(aboutSeq === undefined ? {} : { aboutSeq }),
    };
    const lines = this.#stepper
      .next(row)
      .map((step) => this.#writer.line(step))
      .join('');
    if (lines.length > this.#left) {
      this.leftOut += 1;
      return '';
    }
    return this.#count(lines);
  }

  tail(): string {
    if (this.leftOut === 0) return '';
    return `    Note over K: ${number(this.leftOut)} more records are left out, the diagram would be too long\n`;
  }

  #count(text: string): string {
    this.#left -= text.length;
    return text;
  }
}
