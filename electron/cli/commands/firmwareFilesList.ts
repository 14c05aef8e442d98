import { EXIT, type Command } from '../command.ts';
import { withCore } from '../connect.ts';
import { showFiles } from '../firmware-files/fileRows.ts';

export const firmwareFilesList: Command = {
  positionals: [],
  flags: {},
  about:
    'The firmware that Kerbside keeps for chargers, the newest first, and what is not right with it. With --json an array.',
  examples: ['firmware-files list', 'firmware-files list --json'],
  async run(args, terminal) {
    return withCore(args, async (client) => {
      const { files, problem } = await client.call('firmwareFiles.list', {}, { timeoutMs: 0 });
      if (args.has('json')) await terminal.print(JSON.stringify(files));
      else if (files.length > 0) await showFiles(files, terminal);
      else terminal.note('The library is empty. `kerbside firmware-files add FILE` puts a file into it.');
      if (problem !== undefined) terminal.note(`kerbside: ${problem}`);
      return problem === undefined ? EXIT.done : EXIT.failed;
    });
  },
};
