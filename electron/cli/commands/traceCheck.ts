import { checkTrace, type TraceCheck } from '../../core/index.ts';
import { EXIT, type Command } from '../command.ts';
import { reportJson } from '../importReportText.ts';
import { withAnyTrace } from '../withAnyTrace.ts';

export const traceCheck: Command = {
  positionals: ['FILE'],
  flags: {},
  about:
    'Reads a session, or any file that import reads, checks every frame against the specification, and counts what is ' +
    'wrong: by code, with the numbers of the first records. Issues are a result: the exit code is 0.',
  examples: ['trace check visit.kerbside', 'trace check trace.jsonl --json'],
  async run(args, terminal) {
    const { check, report } = await withAnyTrace(args.at(0), terminal, async ({ file, report }) => ({
      check: checkTrace(file),
      report,
    }));
    if (args.has('json')) {
      const source = report === undefined ? {} : { import: reportJson(report, undefined) };
      await terminal.print(JSON.stringify({ ...check, ...source }));
      return EXIT.done;
    }
    for (const line of checkLines(check)) await terminal.print(line.trimEnd());
    return EXIT.done;
  },
};

function checkLines({ records, issues, consumerView }: TraceCheck): string[] {
  const { calls, callResults, callErrors, unansweredCalls, orphanResponses } = consumerView;
  const line = (name: string, count: number): string => `${name.padEnd(20)}${String(count).padStart(9)}`;
  return [
    line('records', records),
    line('calls', calls),
    line('results', callResults),
    line('errors', callErrors),
    line('unanswered calls', unansweredCalls),
    line('answers to nothing', orphanResponses),
    ...(issues.length === 0 ? ['no issues'] : ['']),
    ...issues.map(({ severity, code, count, records: at, message }) =>
      [
        String(count).padStart(9),
        severity.padEnd(7),
        code.padEnd(26),
        `record ${at.join(', ')}: ${message}`,
      ].join('  '),
    ),
  ];
}
