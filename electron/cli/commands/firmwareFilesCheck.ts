import { isUsable, type FirmwareFile } from '../../../shared/files/firmwareFile.ts';
import { EXIT, type Command } from '../command.ts';
import { withCore } from '../connect.ts';
import { chosenFile } from '../firmware-files/chosenFile.ts';
import { showFiles } from '../firmware-files/fileRows.ts';

export const firmwareFilesCheck: Command = {
  positionals: ['[FILE]'],
  flags: {},
  about:
    'Reads files of the firmware library again, all or one, and compares them with what was added. Exit 3 where one is not what it was.',
  examples: ['firmware-files check', 'firmware-files check acme-1.4.2.bin --json'],
  async run(args, terminal) {
    const word = args.optionalAt(0);
    return withCore(args, async (client) => {
      const { files } =
        word === undefined
          ? await client.call('firmwareFiles.list', {}, { timeoutMs: 0 })
          : { files: [await chosenFile(client, word)] };
      const checked: FirmwareFile[] = [];
      for (const { id } of files) {
        checked.push(await client.call('firmwareFiles.check', { id }, { timeoutMs: 0 }));
      }
      if (args.has('json')) await terminal.print(JSON.stringify(checked));
      else if (checked.length > 0) await showFiles(checked, terminal);
      else terminal.note('The library is empty.');
      return checked.every((file) => isUsable(file)) ? EXIT.done : EXIT.refused;
    });
  },
};
