import { ContractError } from '../../../shared/contract/failure.ts';
import { EXIT, type Command } from '../command.ts';
import { FILE_FLAGS, FILE_HELP } from '../contents/fileFlags.ts';
import { withContent } from '../contents/withContent.ts';

const AT_ONCE = 200;

export const filesSearch: Command = {
  positionals: ['FILE', 'TEXT'],
  flags: {
    ...FILE_FLAGS,
    regex: { about: 'TEXT is a regular expression (of JavaScript), within lines.' },
    case: { about: 'Capital and small letters differ.' },
    count: { about: 'Only how many lines match.' },
    limit: { value: 'N', about: 'At most so many lines, the first ones.' },
  },
  about: `Prints the lines of a text that hold something, with their numbers. ${FILE_HELP}`,
  examples: [
    'files search ocpp.log Faulted',
    'files search diagnostics.tar.gz --inside logs/ocpp.log --regex "error|fail" --count',
  ],
  run(args, terminal) {
    const limit = args.number('limit', { min: 1, max: Number.MAX_SAFE_INTEGER, isWhole: true }) ?? Infinity;
    return withContent(args, terminal, async ({ contents, number }) => {
      const query = { query: args.at(1), isRegex: args.has('regex'), isCaseSensitive: args.has('case') };
      const search = contents.findSearch(await contents.search(number, query));
      const { lines, kept, failure } = await search.finished;
      if (failure !== undefined)
        throw new ContractError('unavailable', failure.message, hintOf(failure.hint));
      if (args.has('count')) {
        await terminal.print(args.has('json') ? JSON.stringify({ count: lines }) : String(lines));
        return EXIT.done;
      }
      const shown = Math.min(kept, limit);
      for (let at = 0; at < shown; at += AT_ONCE) {
        for (const { line, text } of await search.hits(at, Math.min(AT_ONCE, shown - at))) {
          await terminal.print(args.has('json') ? JSON.stringify({ line, text }) : `${line}: ${text}`);
        }
      }
      if (lines === 0) terminal.note('No line matches.');
      else if (lines > shown) terminal.note(`${lines} lines match; these are the first ${shown}.`);
      return EXIT.done;
    });
  },
};

function hintOf(hint: string | undefined): { hint?: string } {
  return hint === undefined ? {} : { hint };
}
