import { sizeText } from '../../../shared/files/sizeText.ts';
import type { FirmwareFile } from '../../../shared/files/firmwareFile.ts';
import { oneLine } from '../oneLine.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** The table on stdout, and on stderr what is not right with files. */
export async function showFiles(files: readonly FirmwareFile[], terminal: Terminal): Promise<void> {
  const heads = ['ID', 'VERSION', 'FOR', 'SIZE', 'SHA-256', 'STATE', 'NAME'];
  for (const line of table(heads, files.map(rowOf))) await terminal.print(line);
  for (const file of files) showDoubts(file, terminal);
}

export function showDoubts({ name, doubts }: FirmwareFile, terminal: Terminal): void {
  for (const { sentence, remedy } of doubts) {
    terminal.note(oneLine([`kerbside: ${name}: ${sentence}`, remedy].filter(Boolean).join(' ')));
  }
}

function rowOf({
  id,
  version,
  vendors,
  models,
  sizeBytes,
  sha256,
  doubts,
  name,
}: FirmwareFile): (string | undefined)[] {
  const rule = [...vendors, ...models].join(', ');
  const state = doubts.some(({ level }) => level === 'problem') ? 'wrong' : 'good';
  return [
    id,
    version === undefined ? undefined : oneLine(version),
    rule === '' ? 'any' : oneLine(rule),
    sizeText(sizeBytes),
    sha256.slice(0, 12),
    state,
    oneLine(name),
  ];
}
