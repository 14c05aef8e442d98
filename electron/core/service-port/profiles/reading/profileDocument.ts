import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
} from 'yaml';
import type { FieldPath } from '../../../../../shared/service-port/profile/checks/checkFault.ts';

/** What stands in a file, as values, and where. */
export interface ProfileDocument {
  data: unknown;
  /** The line of a field, from 1; of the nearest field around it where it is not there. `isName`: where its name stands. */
  lineOf(path: FieldPath, isName?: boolean): number | undefined;
}

/** What keeps a text from being read at all. */
export interface DocumentFault {
  line: number | undefined;
  sentence: string;
}

/** Reads YAML, of which JSON is a part. */
export function readProfileDocument(text: string): ProfileDocument | DocumentFault[] {
  const lines = new LineCounter();
  try {
    return readDocument(text, lines);
  } catch (error) {
    // The reader goes down into each level by a call of its own.
    if (!(error instanceof RangeError)) throw error;
    return [{ line: undefined, sentence: 'The file is nested so deep that it is no profile.' }];
  }
}

const MOST_FAULTS = 20;

function readDocument(text: string, lineCounter: LineCounter): ProfileDocument | DocumentFault[] {
  const document = parseDocument(text, { lineCounter, logLevel: 'error', prettyErrors: false });
  const lineAt = (offset: number): number => lineCounter.linePos(offset).line;
  if (document.errors.length > 0) {
    return document.errors
      .slice(0, MOST_FAULTS)
      .map(({ code, message, pos }) => ({ line: lineAt(pos[0]), sentence: faultSentence(code, message) }));
  }
  const alias = firstAlias(document);
  if (alias !== undefined) {
    const sentence = 'References (*name) are not read; write the value itself.';
    return [{ line: lineAt(alias), sentence }];
  }
  keepTexts(document);
  return {
    data: document.toJS(),
    lineOf(path, isName = false) {
      const offset = offsetOf(document.contents, path, isName);
      return offset === undefined ? undefined : lineAt(offset);
    },
  };
}

function faultSentence(code: string, message: string): string {
  switch (code) {
    case 'MULTIPLE_DOCS':
      return 'A file holds one profile; put what comes after “---” into a file of its own.';
    case 'DUPLICATE_KEY':
      return 'A name stands here for the second time in the same part.';
    case 'TAB_AS_INDENT':
      return 'A tab stands at the beginning of the line; YAML wants spaces there.';
    case 'RESOURCE_EXHAUSTION':
      return 'The file is nested so deep that it is no profile.';
    default:
      return `This cannot be read as YAML or JSON: ${message.split('\n')[0] ?? code}.`;
  }
}

/** To YAML, `8E1` is 80 and `0403` is 403; to people they are a format and a vendor number. */
function keepTexts(document: Document): void {
  visit(document, {
    Scalar(_key, node) {
      const { value, source } = node;
      if (typeof value === 'number' && source !== undefined && /^(0\d+|\d+[eE]\d+)$/.test(source)) {
        node.value = source;
      }
    },
  });
}

function firstAlias(document: Document): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Alias(_key, node) {
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
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
