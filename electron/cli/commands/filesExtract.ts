import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { sizeText } from '../../../shared/files/sizeText.ts';
import { writeWholeFile } from '../../core/index.ts';
import { EXIT, type Command } from '../command.ts';
import { FILE_FLAGS, FILE_HELP } from '../contents/fileFlags.ts';
import { withContent } from '../contents/withContent.ts';
import { oneLine } from '../oneLine.ts';
import { UsageError } from '../usageError.ts';

export const filesExtract: Command = {
  positionals: ['FILE', '[ENTRY…]'],
  flags: {
    inside: FILE_FLAGS['inside'] ?? { about: '' },
    out: { value: 'PATH', about: 'The folder for an archive, the file for a single file. Needed.' },
  },
  about:
    'Extracts an archive, or some entries or folders of it, into a folder. Nothing is written outside of it, nothing is overwritten, no links are made, and sizes are limited. ' +
    `With --inside naming a file, that file. ${FILE_HELP}`,
  examples: [
    'files extract diagnostics.tar.gz --out logs',
    'files extract diagnostics.zip --inside logs/ocpp.log --out ocpp.log',
  ],
  run(args, terminal) {
    const out = args.text('out');
    if (out === undefined) throw new UsageError('files extract needs --out PATH.');
    const entries = args.all().slice(1);
    return withContent(args, terminal, async ({ contents, content, number, signal, progress }) => {
      const { path, entries: listed, inside } = await content.file();
      if (listed === undefined && inside.length > 0) {
        await writeWholeFile(resolve(out), createReadStream(path));
        await terminal.print(args.has('json') ? JSON.stringify({ path: resolve(out) }) : resolve(out));
        return EXIT.done;
      }
      const onShare = (share: number): void => progress.draw(`extracting ${Math.round(share * 100)} %`);
      const wanted = entries.length === 0 ? undefined : entries;
      const result = await contents.extract(number, resolve(out), wanted, { signal, onShare });
      progress.draw('');
      for (const { name, sentence } of result.problems)
        terminal.note(`kerbside: ${oneLine(name)}: ${sentence}`);
      const renamed = result.renamed === 0 ? '' : `, ${result.renamed} under another name`;
      const line = `${result.files} files, ${sizeText(result.bytes)}, in ${result.folder}${renamed}`;
      await terminal.print(args.has('json') ? JSON.stringify(result) : line);
      return EXIT.done;
    });
  },
};
