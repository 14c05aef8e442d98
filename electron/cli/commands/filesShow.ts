import { EXIT, type Command } from '../command.ts';
import { FILE_FLAGS, FILE_HELP } from '../contents/fileFlags.ts';
import { withContent } from '../contents/withContent.ts';
import { UsageError } from '../usageError.ts';

const AT_ONCE = 500;

export const filesShow: Command = {
  positionals: ['FILE'],
  flags: {
    ...FILE_FLAGS,
    lines: { value: 'A..B', about: 'Only these lines, counted from 1: 100..200, 100.. or ..200.' },
    pretty: { about: 'JSON, set out in lines; nothing else of it is changed.' },
  },
  about: `Prints the lines of a text, as they are shown: without colour codes, with other control characters as pictures, very long ones whole. ${FILE_HELP}`,
  examples: ['files show ocpp.log --lines 100..200', 'files show diagnostics.tar.gz --inside logs/ocpp.log'],
  run(args, terminal) {
    const [from, to] = rangeOf(args.text('lines'));
    return withContent(
      args,
      terminal,
      async ({ content }) => {
        const text = await content.text();
        for (let at = from; at <= to;) {
          const wanted = Math.min(AT_ONCE, to - at + 1);
          const lines = await text.lines(at, wanted);
          for (const line of lines) {
            let whole = line.text;
            for (let offset = line.restOffset; offset !== undefined;) {
              const rest = await text.rest(offset);
              whole += rest.text;
              offset = rest.restOffset;
            }
            const { line: number, at: time } = line;
            const moment = time === undefined ? {} : { at: new Date(time).toISOString() };
            await terminal.print(
              args.has('json') ? JSON.stringify({ line: number, ...moment, text: whole }) : whole,
            );
          }
          at += lines.length;
          if (lines.length < wanted && text.marks.isCounted && at > text.marks.count) break;
          if (lines.length === 0) await text.grown();
        }
        return EXIT.done;
      },
      { isPretty: args.has('pretty') },
    );
  },
};

function rangeOf(text: string | undefined): [number, number] {
  if (text === undefined) return [1, Infinity];
  const match = /^(\d*)(?:\.\.(\d*))?$/.exec(text);
  const from = Number(match?.[1] === undefined || match[1] === '' ? 1 : match[1]);
  const end = match?.[2];
  const to = end === undefined ? from : end === '' ? Infinity : Number(end);
  if (match === null || text === '..' || from < 1 || to < from) {
    throw new UsageError(`--lines takes lines such as 100..200, 100.. or ..200, not "${text}".`);
  }
  return [from, to];
}
