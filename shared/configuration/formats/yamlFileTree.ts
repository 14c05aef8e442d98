import { isAlias, isMap, isScalar, isSeq, parseDocument, type ParsedNode } from 'yaml';
import { ContractError } from '../../contract/failure.ts';
import { fileFault, type FileNode, type FileTree } from './fileNode.ts';

/** Reads YAML with all scalars as texts. Fails with `invalid-params` and the place of the first fault. */
export function yamlFileTree(text: string): FileTree {
  try {
    return readYaml(text);
  } catch (error) {
    // The reader goes down into each level by a call of its own.
    if (!(error instanceof RangeError)) throw error;
    const sentence = 'The file is nested so deep that it is no configuration.';
    throw new ContractError('invalid-params', sentence, { cause: error });
  }
}

function readYaml(text: string): FileTree {
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' });
  const [first] = document.errors;
  if (first !== undefined) {
    if (first.code === 'RESOURCE_EXHAUSTION') throw new RangeError(first.message);
    const detail = first.message.split(/ at line |\n/)[0]?.trim() ?? first.code;
    throw fileFault({ text }, first.pos[0], `this cannot be read as YAML (${detail}).`);
  }
  if (document.contents === null) throw new ContractError('invalid-params', 'The file is empty.');
  return { root: fileNode(document.contents, text), text };
}

function fileNode(node: ParsedNode | null, text: string): FileNode {
  if (node === null) return { kind: 'none', offset: 0 };
  const offset = node.range[0];
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }) => {
      if (!isScalar(key)) throw fileFault({ text }, offset, 'a name has to be a text.');
      return { key: String(key.value), offset: key.range?.[0] ?? offset, value: fileNode(value, text) };
    });
    return { kind: 'map', offset, entries };
  }
  if (isSeq(node)) return { kind: 'list', offset, items: node.items.map((item) => fileNode(item, text)) };
  // A name that stands for another part could make a small file endlessly large.
  if (isAlias(node))
    throw fileFault({ text }, offset, 'references (*name) are not read; write the value itself.');
  const value = typeof node.value === 'string' ? node.value : '';
  const isQuoted = node.type !== 'PLAIN';
  if (!isQuoted && /^(|~|null|Null|NULL)$/.test(value)) return { kind: 'none', offset };
  return { kind: 'text', offset, text: value, isQuoted };
}
