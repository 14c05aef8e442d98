import type { z } from 'zod';
import {
  entryOf,
  FileFault,
  lineAt,
  plainOf,
  textOf,
  type FileTree,
} from '../../../configuration/formats/fileNode.ts';
import { nodeAt, offsetAt } from '../../../configuration/formats/filePlace.ts';
import { jsonFileTree } from '../../../configuration/formats/jsonFileTree.ts';
import { shapeFault } from '../../../configuration/formats/shapeFault.ts';
import { ContractError } from '../../../contract/failure.ts';
import { checkValue } from '../checkValue.ts';
import { keyIdentity } from '../keySpelling.ts';
import { makerKeyDescription } from './makerKeyDescription.ts';
import {
  MAKER_PACK_KIND,
  MAKER_PACK_VERSION,
  makerKeySchema,
  makerMatchSchema,
  makerPackSchema,
  usualSchema,
  type MakerPack,
} from './makerPack.ts';

/** What is wrong with a pack: one sentence, and where in the file. `line` counts from 1. */
export interface PackFault {
  line?: number;
  /** Such as `keys.3.access`. */
  field?: string;
  sentence: string;
}

/** A pack, or what is wrong with the file, one fault for each place. */
export type ParsedPack = { pack: MakerPack; faults?: never } | { pack?: never; faults: readonly PackFault[] };

const MOST_FAULTS = 20;

/** Reads the text of a pack: JSON in which comments may stand. Never throws: somebody has written it by hand. */
export function parseMakerPack(text: string): ParsedPack {
  if (text.trim() === '') return { faults: [{ sentence: 'The file is empty.' }] };
  let tree: FileTree;
  try {
    tree = jsonFileTree(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { faults: [jsonFault(error)] };
  }
  const stranger = strangerFault(tree);
  if (stranger !== undefined) return { faults: [stranger] };
  const checked = makerPackSchema.safeParse(plainOf(tree.root));
  if (!checked.success) {
    const faults = checked.error.issues.map((issue) => formFault(issue, tree));
    return { faults: faults.slice(0, MOST_FAULTS) };
  }
  const at = (index: number): Pick<PackFault, 'line' | 'field'> => ({
    line: lineAt(tree.text, offsetAt(tree.root, ['keys', index])),
    field: `keys.${index}`,
  });
  const faults = [...contentFaults(checked.data, at), ...twinFaults(checked.data, at)];
  return faults.length === 0 ? { pack: checked.data } : { faults: faults.slice(0, MOST_FAULTS) };
}

function jsonFault(error: unknown): PackFault {
  if (error instanceof FileFault) {
    return { line: error.line, sentence: `It is not valid JSON: ${error.bare}` };
  }
  if (error instanceof ContractError) return { sentence: error.message };
  throw error;
}

/** Another kind of file, or one of a later time. */
function strangerFault({ root, text }: FileTree): PackFault | undefined {
  if (textOf(entryOf(root, 'kerbside')) !== MAKER_PACK_KIND) {
    return {
      line: lineAt(text, root.offset),
      sentence: `It is no pack of maker’s keys: it must begin with "kerbside": "${MAKER_PACK_KIND}".`,
    };
  }
  const version = Number(textOf(entryOf(root, 'version')));
  if (version > MAKER_PACK_VERSION) {
    return {
      line: lineAt(text, offsetAt(root, ['version'])),
      field: 'version',
      sentence: `It was made for a newer Kerbside (version ${version}; this one knows ${MAKER_PACK_VERSION}).`,
    };
  }
  return undefined;
}

function formFault(issue: z.core.$ZodIssue, tree: FileTree): PackFault {
  const shown = (path: readonly PropertyKey[]): string | undefined => {
    const node = nodeAt(tree.root, path);
    return node === undefined ? undefined : shortened(JSON.stringify(plainOf(node) ?? null));
  };
  const { offset, sentence, ...field } = shapeFault(issue, tree, { fieldsAt, shown });
  const place = placeWords(issue.path, tree);
  return { line: lineAt(tree.text, offset), ...field, sentence: `${place} ${sentence}` };
}

/** `In the key “G_ServerURL” (number 3):` */
function placeWords([first, index]: readonly PropertyKey[], { root }: FileTree): string {
  if (typeof index !== 'number') return 'At the top:';
  if (first !== 'keys') return `In the ${String(first)} rule number ${index + 1}:`;
  const name = textOf(nodeAt(root, [first, index, 'key']));
  return `In the key ${name === undefined ? '' : `“${shortened(name)}” `}(number ${index + 1}):`;
}

function fieldsAt([first, index, inner]: readonly PropertyKey[]): string[] {
  if (typeof index !== 'number') return Object.keys(makerPackSchema.shape);
  if (first !== 'keys') return Object.keys(makerMatchSchema.shape);
  return Object.keys(inner === 'usual' ? usualSchema.shape : makerKeySchema.shape);
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** What the form cannot say: whether a key agrees with itself. */
function contentFaults(
  pack: MakerPack,
  at: (index: number) => Pick<PackFault, 'line' | 'field'>,
): PackFault[] {
  return pack.keys.flatMap((key, index) =>
    keyFaults(pack, key).map((sentence) => ({ ...at(index), sentence })),
  );
}

function keyFaults(pack: MakerPack, key: MakerPack['keys'][number]): string[] {
  const place = `In the key “${key.key}”:`;
  const faults: string[] = [];
  if (key.min !== undefined && key.max !== undefined && key.min > key.max) {
    faults.push(`${place} min is larger than max.`);
  }
  if (key.type === 'choice' && key.values === undefined) {
    faults.push(`${place} a choice needs its values.`);
  }
  if (!/[.!?]$/.test(key.meaning))
    faults.push(`${place} the meaning must be a sentence that ends with a full stop.`);
  const found =
    key.default === undefined ? undefined : checkValue(makerKeyDescription(pack, key), key.default);
  if (found?.severity === 'error') faults.push(`${place} its own default does not fit: ${found.sentence}`);
  return faults;
}

function twinFaults(
  { keys }: MakerPack,
  at: (index: number) => Pick<PackFault, 'line' | 'field'>,
): PackFault[] {
  const known = new Set<string>();
  return keys.flatMap(({ key }, index) => {
    const isTwin = known.has(keyIdentity(key));
    known.add(keyIdentity(key));
    return isTwin ? [{ ...at(index), sentence: `The key “${key}” stands in the pack twice.` }] : [];
  });
}
