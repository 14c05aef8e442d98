import { resolve } from 'node:path';
import { sizeText } from '../../../shared/files/sizeText.ts';
import type { StickContents } from '../../../shared/service-port/stick/stickContents.ts';
import type { Sticks } from '../../core/index.ts';
import type { Arguments } from '../args.ts';
import { EXIT } from '../command.ts';
import { oneLine } from '../oneLine.ts';
import { portJson } from '../serial/portJson.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { tellChecks } from './tellPlan.ts';
import { withInterrupt } from './withInterrupt.ts';

/** Tells what is on a stick, copies it where that is wanted, and removes the password last. */
export async function readBack(
  sticks: Sticks,
  folder: string,
  args: Arguments,
  terminal: Terminal,
): Promise<number> {
  const out = args.text('out');
  const contents = args.has('read') ? await sticks.read(folder) : undefined;
  const taken =
    out === undefined
      ? undefined
      : await withInterrupt((signal) => sticks.take(folder, resolve(out), signal));
  const isPasswordRemoved = args.has('remove-password');
  if (isPasswordRemoved) await sticks.removePassword(folder);
  if (args.has('json')) {
    const copied = taken && {
      folder: taken.folder,
      files: taken.files.map(({ fileId: _id, ...file }) => file),
      problems: taken.problems,
    };
    await terminal.print(
      portJson({ ...contents, ...(taken === undefined ? {} : { taken: copied }), isPasswordRemoved }),
    );
  } else if (contents !== undefined) {
    await show(contents, terminal);
  }
  const notes = contents?.notes ?? [];
  tellChecks(isPasswordRemoved ? notes.filter(({ code }) => code !== 'password') : notes, terminal);
  if (taken !== undefined) {
    terminal.note(`${taken.files.length} files are in ${taken.folder}.`);
    for (const { name, sentence } of taken.problems) terminal.note(`kerbside: ${oneLine(name)}: ${sentence}`);
  }
  if (isPasswordRemoved) terminal.note(`The password is removed from ${folder}.`);
  return EXIT.done;
}

async function show({ settings, files }: StickContents, terminal: Terminal): Promise<void> {
  const rows = [
    ...files.map(({ path, sizeBytes, kindName }) => [oneLine(path), `${kindName}, ${sizeText(sizeBytes)}`]),
    ...settings.map(({ path, value = '(secret, not shown)' }) => [oneLine(path), oneLine(value)]),
  ];
  if (rows.length === 0) return;
  for (const line of table(['FILE', 'CONTENT'], rows)) await terminal.print(line);
}
