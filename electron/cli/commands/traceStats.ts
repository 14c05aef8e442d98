import { EXIT, type Command } from '../command.ts';
import { present } from '../stationJson.ts';
import { withAnyTrace } from '../withAnyTrace.ts';

export const traceStats: Command = {
  positionals: ['FILE'],
  flags: {},
  about:
    'Counts what a session file holds, also while Kerbside records into it, or any other file that import reads.',
  examples: ['trace stats visit.kerbside', 'trace stats steve.log --json'],
  async run(args, terminal) {
    const stats = await withAnyTrace(args.at(0), terminal, async ({ file }) => file.stats());
    const { stations, first, last, ...counts } = stats;
    if (args.has('json')) {
      await terminal.print(
        JSON.stringify(present({ ...counts, stations, first: iso(first), last: iso(last) })),
      );
      return EXIT.done;
    }
    const lines = [
      ...Object.entries(counts).map(([name, count]) => `${name.padEnd(12)}${String(count).padStart(12)}`),
      `${'stations'.padEnd(12)}${String(stations.length).padStart(12)}  ${stations.slice(0, 20).join(', ')}`,
      `${'first'.padEnd(12)}${iso(first) ?? '-'}`,
      `${'last'.padEnd(12)}${iso(last) ?? '-'}`,
    ];
    for (const line of lines) await terminal.print(line.trimEnd());
    return EXIT.done;
  },
};

function iso(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}
