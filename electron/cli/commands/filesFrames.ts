import { EXIT, type Command } from '../command.ts';
import { FILE_FLAGS, FILE_HELP } from '../contents/fileFlags.ts';
import { withContent } from '../contents/withContent.ts';
import { reportJson, reportLines } from '../importReportText.ts';

export const filesFrames: Command = {
  positionals: ['FILE'],
  flags: { inside: FILE_FLAGS['inside'] ?? { about: '' } },
  about:
    'Looks for OCPP frames in a file, or in an entry of an archive, by its first 64 MB: which format, which stations, which times. ' +
    `\`trace import\` makes a session of it. ${FILE_HELP}`,
  examples: ['files frames diagnostics.tar.gz --inside logs/ocpp.log', 'files frames ocpp.log --json'],
  run: (args, terminal) =>
    withContent(args, terminal, async ({ contents, number, signal }) => {
      const report = await contents.frames(number, signal);
      if (args.has('json')) await terminal.print(JSON.stringify(reportJson(report, undefined)));
      else for (const line of reportLines(report)) await terminal.print(line.trimEnd());
      if (report.hint !== undefined) terminal.note(`kerbside: ${report.hint}`);
      return EXIT.done;
    }),
};
