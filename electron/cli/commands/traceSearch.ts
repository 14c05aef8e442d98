import { openTraceFile, type FoundRecord } from '../../core/index.ts';
import { clockTime } from '../clockTime.ts';
import { EXIT, type Command } from '../command.ts';
import { present } from '../stationJson.ts';
import { UsageError } from '../usageError.ts';

const LONGEST_FILTER = 1000;

export const traceSearch: Command = {
  positionals: ['FILE', 'FILTER'],
  flags: {},
  about:
    'Prints the records of a session file that hold a text, in the raw frame or the action, without regard to case. ' +
    "'' finds all.",
  examples: ['trace search visit.kerbside StatusNotification', 'trace search visit.kerbside Faulted --json'],
  async run(args, terminal) {
    const text = args.at(1);
    if (text.length > LONGEST_FILTER) {
      throw new UsageError(`FILTER may have ${LONGEST_FILTER} characters, not ${text.length}.`);
    }
    const file = openTraceFile(args.at(0));
    if (file.problem !== undefined) terminal.note(`kerbside: ${file.problem}`);
    let found = 0;
    for (const record of file.search({ query: text })) {
      found += 1;
      await terminal.print(args.has('json') ? JSON.stringify(recordJson(record)) : recordLine(record));
    }
    file.close();
    if (found === 0) terminal.note(`No record holds "${text}".`);
    return EXIT.done;
  },
};

/** The stable shape of `trace search --json`. `rawEncoding` is there only for bytes that are no text. */
function recordJson(record: FoundRecord): object {
  const { seq, stationId, direction, kind, action, messageId, pairSeq, latencyMs, issues, summary } = record;
  const at = new Date(record.at).toISOString();
  const rawEncoding = record.rawEncoding === 'text' ? undefined : record.rawEncoding;
  return {
    ...present({ seq, at, stationId, direction, kind, action, messageId, pairSeq, latencyMs }),
    issues,
    ...present({ summary, raw: record.raw, rawEncoding }),
  };
}

/** Columns are padded to common widths: rows come one by one, so their true widths are not known. */
function recordLine(record: FoundRecord): string {
  const { seq, at, stationId, direction, action, kind, issues, summary } = record;
  const cells = [
    String(seq).padStart(7),
    clockTime(at),
    stationId.padEnd(14),
    direction === 'in' ? '→' : '←',
    (action ?? kind).padEnd(24),
    issues.length === 0 ? ' ' : '!',
    summary,
  ];
  return cells.join('  ').trimEnd();
}
