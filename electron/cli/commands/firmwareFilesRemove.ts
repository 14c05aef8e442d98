import { EXIT, type Command } from '../command.ts';
import { withCore } from '../connect.ts';
import { chosenFile } from '../firmware-files/chosenFile.ts';
import { oneLine } from '../oneLine.ts';

export const firmwareFilesRemove: Command = {
  positionals: ['FILE'],
  flags: {},
  about:
    'Deletes a file from the firmware library, by its id or its name. The file that it was copied from stays where it is.',
  examples: ['firmware-files remove acme-1.4.2.bin', 'firmware-files remove 9f86d081884c7d65'],
  async run(args, terminal) {
    return withCore(args, async (client) => {
      const { id, name } = await chosenFile(client, args.at(0));
      await client.call('firmwareFiles.remove', { id });
      if (args.has('json')) await terminal.print(JSON.stringify({ id, name }));
      terminal.note(`${oneLine(name)} was removed from the library.`);
      return EXIT.done;
    });
  },
};
