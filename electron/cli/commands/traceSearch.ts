import type { FoundRecord } from '../../core/index.ts';
import { clockTime } from '../clockTime.ts';
import { EXIT, type Command } from '../command.ts';
import { checkFilterText, filterHelp } from '../filterHelp.ts';
import { present } from '../stationJson.ts';
import { withAnyTrace } from '../withAnyTrace.ts';

export const traceSearch: Command = {
  positionals: ['FILE', 'FILTER'],
  flags: {
    limit: { value: 'N', about: 'At most so many records, the first ones.' },
    count: { about: 'Only how many there are.' },
    'show-secrets': { about: 'Print passwords and keys that crossed a service port, too.' },
  },
  about: `Prints the records of a session, or of any file that import reads, that match a filter, as they are found. '' finds all. * stands before marked records, ! before those with issues; of a service port its name stands before what crossed it, and its secrets are asterisks.\n\n${filterHelp()}`,
  examples: [
    'trace search visit.kerbside Faulted',
    `trace search visit.kerbside 'action:StatusNotification payload.status=Faulted' --json`,
    `trace search visit.kerbside 'latency:>2s or unanswered' --limit 20`,
    `trace search visit.kerbside 'issue:error time:10:00..10:15' --count`,
  ],
  async run(args, terminal) {
    const query = args.at(1);
    checkFilterText(query);
    const limit = args.number('limit', { min: 1, max: Number.MAX_SAFE_INTEGER, isWhole: true }) ?? Infinity;
    return withAnyTrace(args.at(0), terminal, async ({ file }) => {
      if (args.has('count')) {
        const count = Math.min(limit, file.count({ query }));
        await terminal.print(args.has('json') ? JSON.stringify({ count }) : String(count));
        return EXIT.done;
      }
      let found = 0;
      for (const record of file.search({ query }, { showsSecrets: args.has('show-secrets') })) {
        found += 1;
        await terminal.print(args.has('json') ? JSON.stringify(recordJson(record)) : recordLine(record));
        if (found >= limit) break;
      }
      if (found === 0) terminal.note('No record matches.');
      return EXIT.done;
    });
  },
};

/**
 * The stable shape of `trace search --json`. `rawEncoding` is there only for bytes that are no text, `port` for those of a
 * service port; `isMarked`, `hasNotes`, `aboutSeq`, `noteRole` and `correctedBySeq` only where notes and marks make them so.
 */
function recordJson(record: FoundRecord): object {
  const { seq, stationId, direction, kind, action, messageId, pairSeq, latencyMs, issues, summary } = record;
  const { aboutSeq, isMarked, hasNotes, noteRole, correctedBySeq } = record;
  const { port } = record;
  const at = new Date(record.at).toISOString();
  const rawEncoding = record.rawEncoding === 'text' ? undefined : record.rawEncoding;
  return {
    ...present({ seq, at, stationId, port, direction, kind, action, messageId, pairSeq, latencyMs }),
    ...present({ aboutSeq, isMarked, hasNotes, noteRole, correctedBySeq }),
    issues,
    ...present({ summary, raw: record.raw, rawEncoding }),
  };
}

/** Columns are padded to common widths: rows come one by one, so their true widths are not known. */
function recordLine(record: FoundRecord): string {
  const { seq, at, stationId, direction, action, kind, issues, isMarked, aboutSeq, port, summary } = record;
  const before = aboutSeq === undefined ? port : `about ${aboutSeq}`;
  const cells = [
    String(seq).padStart(7),
    clockTime(at),
    stationId.padEnd(14),
    direction === 'in' ? '→' : '←',
    (action ?? kind).padEnd(24),
    `${isMarked === true ? '*' : ' '}${issues.length === 0 ? ' ' : '!'}`,
    before === undefined ? summary : `(${before}) ${summary}`,
  ];
  return cells.join('  ').trimEnd();
}
