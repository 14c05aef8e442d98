import { ContractError } from '../../contract/failure.ts';

/** A part of a JSON or YAML text. All scalars are texts as they are written: `007` and `1e3` keep their digits. */
export type FileNode =
  | { kind: 'map'; offset: number; entries: FileEntry[] }
  | { kind: 'list'; offset: number; items: FileNode[] }
  | { kind: 'text'; offset: number; text: string; isQuoted: boolean }
  /** `null`, or nothing at all. */
  | { kind: 'none'; offset: number };

export interface FileEntry {
  key: string;
  offset: number;
  value: FileNode;
}

export interface FileTree {
  root: FileNode;
  text: string;
}

/** The first entry of that name, in any case of its letters. */
export function entryOf(node: FileNode, ...names: string[]): FileNode | undefined {
  if (node.kind !== 'map') return undefined;
  for (const name of names) {
    const found = node.entries.find(({ key }) => key.toLowerCase() === name.toLowerCase());
    if (found !== undefined) return found.value;
  }
  return undefined;
}

export function textOf(node: FileNode | undefined): string | undefined {
  return node?.kind === 'text' ? node.text : undefined;
}

/** A part as a value of JSON: what is not in quotes may be a number or a boolean. */
export function plainOf(node: FileNode): unknown {
  switch (node.kind) {
    case 'none':
      return undefined;
    case 'list':
      return node.items.map(plainOf);
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainOf(value)]));
    case 'text':
      return node.isQuoted ? node.text : scalarOf(node.text);
    default:
      return node satisfies never;
  }
}

function scalarOf(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? Number(text) : text;
}

/** From 1, as editors count. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}

export function placeWords(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const lines = before.split(/\r\n|\r|\n/);
  return `Line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}

/** What is wrong with a file, with its place: `line` counts from 1, `bare` is the sentence without the place. */
export class FileFault extends ContractError {
  readonly line: number;
  readonly bare: string;

  constructor(text: string, offset: number, sentence: string) {
    super('invalid-params', `${placeWords(text, offset)}: ${sentence}`);
    this.line = lineAt(text, offset);
    this.bare = sentence;
  }
}

export function fileFault({ text }: Pick<FileTree, 'text'>, offset: number, sentence: string): FileFault {
  return new FileFault(text, offset, sentence);
}
