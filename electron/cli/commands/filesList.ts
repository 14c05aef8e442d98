import { sizeText } from '../../../shared/files/sizeText.ts';
import type { ContentEntry } from '../../../shared/files/contents/contentEntry.ts';
import { EXIT, type Command } from '../command.ts';
import { FILE_FLAGS, FILE_HELP } from '../contents/fileFlags.ts';
import { withContent } from '../contents/withContent.ts';
import { oneLine } from '../oneLine.ts';
import { table } from '../table.ts';

const AT_ONCE = 100_000;

export const filesList: Command = {
  positionals: ['FILE'],
  flags: { inside: FILE_FLAGS['inside'] ?? { about: '' } },
  about: `What a file is, and the entries of an archive. Nothing is unpacked to the disk. ${FILE_HELP}`,
  examples: ['files list diagnostics.tar.gz', 'files list diagnostics.zip --inside logs.zip --json'],
  run: (args, terminal) =>
    withContent(args, terminal, async ({ content }) => {
      const { state } = content;
      const entries = state.entries === undefined ? [] : (await content.entries(0, AT_ONCE)).entries;
      if (args.has('json')) {
        const { name, kind, kindName, sizeBytes, inside, notes } = state;
        const listed =
          state.entries === undefined ? {} : { entries: entries.map((entry) => entryJson(entry)) };
        await terminal.print(JSON.stringify({ name, kind, kindName, sizeBytes, inside, notes, ...listed }));
        return EXIT.done;
      }
      terminal.note(`${state.name}: ${state.kindName}, ${sizeText(state.sizeBytes)}.`);
      const rows = entries.map((entry) => [
        entry.kind,
        entry.sizeBytes === undefined ? undefined : sizeText(entry.sizeBytes),
        entry.packedBytes === undefined ? undefined : sizeText(entry.packedBytes),
        entry.changedAt === undefined ? undefined : new Date(entry.changedAt).toISOString().slice(0, 19),
        nameText(entry),
      ]);
      if (state.entries !== undefined) {
        for (const line of table(['kind', 'size', 'packed', 'changed', 'entry'], rows))
          await terminal.print(line);
      }
      return EXIT.done;
    }),
};

/** A name may hold anything; on a terminal it is one line. */
function nameText({ id, target, nameGuess, isEncrypted, hindrance }: ContentEntry): string {
  const signs = [
    nameGuess === undefined ? '' : ` (name read as ${nameGuess})`,
    isEncrypted ? ' (password)' : hindrance === undefined ? '' : ' (cannot be opened)',
  ];
  return oneLine(`${id}${target === undefined ? '' : ` -> ${target}`}${signs.join('')}`);
}

function entryJson(entry: ContentEntry): object {
  return entry.changedAt === undefined
    ? entry
    : { ...entry, changedAt: new Date(entry.changedAt).toISOString() };
}
