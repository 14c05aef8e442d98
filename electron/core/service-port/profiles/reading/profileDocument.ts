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
import { overgrownLine } from './overgrownLine.ts';

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
  const overgrown = overgrownLine(text);
  if (overgrown !== undefined) return [{ line: overgrown, sentence: TOO_DEEP }];
  const lines = new LineCounter();
  try {
    return readDocument(text, lines);
  } catch (error) {
    // The reader goes down into each level by a call of its own.
    if (!(error instanceof RangeError)) throw error;
    return [{ line: undefined, sentence: TOO_DEEP }];
  }
}

const MOST_FAULTS = 20;
const TOO_DEEP = 'The file is nested so deep, or repeats a sign so often, that it is no profile.';

function readDocument(text: string, lineCounter: LineCounter): ProfileDocument | DocumentFault[] {
  // Its own look for twins compares each name with each: of thousands of names that takes minutes.
  const document = parseDocument(text, {
    lineCounter,
    logLevel: 'error',
    prettyErrors: false,
    uniqueKeys: false,
  });
  const lineAt = (offset: number): number => lineCounter.linePos(offset).line;
  if (document.errors.length > 0) {
    return document.errors
      .slice(0, MOST_FAULTS)
      .map(({ code, message, pos }) => ({ line: lineAt(pos[0]), sentence: faultSentence(code, message) }));
  }
  const twins = twinNames(document);
  if (twins.length > 0) {
    const sentence = 'A name stands here for the second time in the same part.';
    return twins.slice(0, MOST_FAULTS).map((offset) => ({ line: lineAt(offset), sentence }));
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
    case 'TAB_AS_INDENT':
      return 'A tab stands at the beginning of the line; YAML wants spaces there.';
    case 'RESOURCE_EXHAUSTION':
      return TOO_DEEP;
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

/** Where names stand that the same part has already. */
function twinNames(document: Document): number[] {
  const offsets: number[] = [];
  visit(document, {
    Map(_key, { items }) {
      const names = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (names.has(name)) offsets.push(key.range?.[0] ?? 0);
        names.add(name);
      }
    },
  });
  return offsets;
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
