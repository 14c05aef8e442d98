import { Composer, isAlias, isMap, isScalar, isSeq, LineCounter, type Document, type Node } from 'yaml';
import type { FieldPath } from '../../../../../shared/service-port/profile/checks/checkFault.ts';
import { boundedTokens, Overgrown } from './boundedTokens.ts';
import { lookThrough } from './lookThrough.ts';

/** What stands in a file, as values, and where. */
export interface ProfileDocument {
  data: unknown;
  /** The line of a field, from 1; of the nearest field around it where it is not there. `isName`: where its name stands. */
  lineOf(path: FieldPath, isName?: boolean): number;
}

/** What keeps a text from being read at all. */
export interface DocumentFault {
  line: number;
  sentence: string;
}

/** Reads YAML, of which JSON is a part. */
export function readProfileDocument(text: string): ProfileDocument | DocumentFault[] {
  const lines = new LineCounter();
  try {
    return readDocument(text, lines);
  } catch (error) {
    if (!(error instanceof Overgrown)) throw error;
    return [{ line: lines.linePos(error.offset).line, sentence: error.message }];
  }
}

const MOST_FAULTS = 20;

function readDocument(text: string, lines: LineCounter): ProfileDocument | DocumentFault[] {
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const [document, second] = composed(text, lines);
  if (document === undefined) return [{ line: 1, sentence: 'The file is empty.' }];
  const faults = document.errors.slice(0, MOST_FAULTS).map(({ message, code, pos }) => ({
    line: lineAt(pos[0]),
    sentence: faultSentence(code, message),
  }));
  if (faults.length > 0) return faults;
  if (second !== undefined) return [{ line: lineAt(second.range[0]), sentence: SECOND }];
  const seen = lookThrough(document);
  const twins = seen.twins.slice(0, MOST_FAULTS);
  if (twins.length > 0) return twins.map((offset) => ({ line: lineAt(offset), sentence: TWIN }));
  if (seen.alias !== undefined) return [{ line: lineAt(seen.alias), sentence: ALIAS }];
  return {
    data: document.toJS(),
    lineOf: (path, isName = false) => lineAt(offsetOf(document.contents, path, isName) ?? 0),
  };
}

const SECOND = 'A file holds one profile; put what comes after “---” into a file of its own.';
const TWIN = 'A name stands here for the second time in the same part.';
const ALIAS = 'References (*name) are not read; write the value itself.';

/** The first two documents of a text; the second one only so that it can be told of. Its own look for twins compares each name with each. */
function composed(text: string, lines: LineCounter): Document.Parsed[] {
  const composer = new Composer({
    lineCounter: lines,
    logLevel: 'error',
    prettyErrors: false,
    uniqueKeys: false,
  });
  const documents: Document.Parsed[] = [];
  for (const document of composer.compose(boundedTokens(text, lines), true, text.length)) {
    documents.push(document);
    if (documents.length > 1) break;
  }
  return documents;
}

function faultSentence(code: string, message: string): string {
  return code === 'TAB_AS_INDENT'
    ? 'A tab stands at the beginning of the line; YAML wants spaces there.'
    : `This cannot be read as YAML or JSON: ${message.split('\n')[0] ?? code}.`;
}

function offsetOf(root: unknown, path: FieldPath, isName: boolean): number | undefined {
  let at = offsetOfNode(root);
  let node = root;
  for (const [depth, part] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
      if (pair === undefined) return at;
      const isHere = isName && depth === path.length - 1;
      const nameAt = offsetOfNode(pair.key) ?? at;
      // Of a part with names of its own, the line of its name is the one that people look for.
      at = isHere || isMap(pair.value) || isSeq(pair.value) ? nameAt : (offsetOfNode(pair.value) ?? nameAt);
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(part)];
      if (item === undefined) return at;
      at = offsetOfNode(item) ?? at;
      node = item;
    } else return at;
  }
  return at;
}

function offsetOfNode(node: unknown): number | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? rangeOf(node) : undefined;
}

function rangeOf(node: Node): number | undefined {
  return node.range?.[0];
}
