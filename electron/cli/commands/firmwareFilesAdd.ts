import { resolve } from 'node:path';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { ContractClient } from '../../../shared/contract/client.ts';
import type { Params, Result } from '../../../shared/contract/methods.ts';
import { FIRMWARE_LIMITS } from '../../../shared/files/firmwareFile.ts';
import type { Arguments } from '../args.ts';
import { EXIT, type Command } from '../command.ts';
import { readTextFile } from '../configuration/readTextFile.ts';
import { withCore } from '../connect.ts';
import { ProgressLine } from '../files/progressLine.ts';
import { showDoubts } from '../firmware-files/fileRows.ts';
import { oneLine } from '../oneLine.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usageError.ts';

const INTERRUPTED = 130;

export const firmwareFilesAdd: Command = {
  positionals: ['FILE'],
  flags: {
    version: { value: 'VERSION', about: 'The version that a charger has after the update.' },
    vendor: {
      value: 'PATTERN',
      isRepeatable: true,
      about: 'For chargers of this vendor only; * stands for anything.',
    },
    model: { value: 'PATTERN', isRepeatable: true, about: 'For this model only; * stands for anything.' },
    notes: { value: 'TEXT', about: 'A note of yours.' },
    'release-notes': { value: 'TEXTFILE', about: 'The release notes as a text file, - for stdin.' },
    sha256: {
      value: 'SUM',
      about:
        'What the maker published; the file is not added where its sum differs. MD5, SHA-1 and SHA-512 are taken, too.',
    },
    anyway: { about: 'Add it although it looks like a web page, an error message or another mistake.' },
  },
  about:
    'Copies a file into the firmware library of the running Kerbside, so that it is there when the stick is not. A file that is there already ' +
    'stays one entry and takes over what is said of it. Exit 3 where it is surely a mistake: a web page, an error message, another sum.',
  examples: [
    'firmware-files add acme-1.4.2.bin --version 1.4.2 --model "Wall 22*"',
    'firmware-files add fw.bin --sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 --json',
  ],
  async run(args, terminal) {
    const wish = await wishOf(args);
    return withCore(args, async (client) => {
      const added = await add(client, wish, terminal);
      if (typeof added === 'number') return added;
      const { file, isNew } = added;
      if (args.has('json')) await terminal.print(JSON.stringify(added));
      else await terminal.print(`${file.id}  ${oneLine(file.name)}`);
      const how = isNew ? 'was added' : 'was in the library already';
      terminal.note(`${oneLine(file.name)} ${how} (SHA-256 ${file.sha256}).`);
      showDoubts(file, terminal);
      return EXIT.done;
    });
  },
};

type Wish = Params<'firmwareFiles.add'>;

async function wishOf(args: Arguments): Promise<Wish> {
  const version = args.text('version');
  const notes = args.text('notes');
  const notesFile = args.text('release-notes');
  const publishedSum = args.text('sha256');
  const releaseNotes = notesFile === undefined ? undefined : await readTextFile(notesFile);
  if (releaseNotes !== undefined && releaseNotes.length > FIRMWARE_LIMITS.releaseNotesChars) {
    throw new UsageError(
      `--release-notes takes a text of up to ${FIRMWARE_LIMITS.releaseNotesChars} characters.`,
    );
  }
  const vendors = args.texts('vendor');
  const models = args.texts('model');
  return {
    source: { path: resolve(args.at(0)) },
    ...(version === undefined ? {} : { version }),
    ...(notes === undefined ? {} : { notes }),
    ...(releaseNotes === undefined ? {} : { releaseNotes }),
    ...(publishedSum === undefined ? {} : { publishedSum }),
    ...(vendors.length === 0 ? {} : { vendors: [...vendors] }),
    ...(models.length === 0 ? {} : { models: [...models] }),
    ...(args.has('anyway') ? { isSure: true } : {}),
  };
}

/** Answers with an exit code where the file was not added. Ctrl+C cancels. */
async function add(
  client: ContractClient,
  wish: Wish,
  terminal: Terminal,
): Promise<Result<'firmwareFiles.add'> | number> {
  const abort = new AbortController();
  const cancel = (): void => abort.abort();
  process.once('SIGINT', cancel);
  const line = new ProgressLine(terminal);
  const draw = ({ adding }: Result<'firmwareFiles.list'>): void => {
    line.draw(adding.map(({ name, share }) => `${oneLine(name)}: ${Math.round(share * 100)} %`).join(', '));
  };
  const stop = client.subscribe('firmwareFiles', {}, { snapshot: draw, change: draw });
  try {
    return await client.call('firmwareFiles.add', wish, {
      signal: abort.signal,
      timeoutMs: 0,
      abortWaitMs: 5000,
    });
  } catch (error) {
    line.draw('');
    if (!(error instanceof ContractError)) throw error;
    if (error.code === 'cancelled') {
      terminal.note('kerbside: it was cancelled; nothing was added.');
      return INTERRUPTED;
    }
    if (error.code !== 'conflict') throw error;
    terminal.note(`kerbside: ${oneLine([error.message, error.hint].filter(Boolean).join(' '))}`);
    if (wish.publishedSum === undefined)
      terminal.note('If you are sure that it is firmware, add it with --anyway.');
    return EXIT.refused;
  } finally {
    stop();
    line.draw('');
    process.off('SIGINT', cancel);
  }
}
