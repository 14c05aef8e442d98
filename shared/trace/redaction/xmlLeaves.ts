import { xmlText } from './decoded.ts';
import type { SecretKind } from './keyMeaning.ts';
import { isNameField, isPlainField, isValueField, type Leaf } from './leaf.ts';
import type { NameMeanings } from './nameMeanings.ts';
import type { Decoded } from './span.ts';

const TOKEN =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<(?:"[^"]*"|'[^']*'|[^<>"'])*(?:>|$)|[^<]+|</g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** What tells which message belongs to which. */
const KEPT = new Set(['MessageID', 'RelatesTo', 'Action']);

interface Written {
  name: string;
  isPlain: boolean;
  decoded: Decoded;
}
interface Open {
  name: string;
  isPlain: boolean;
  /** Texts of its children. */
  texts: Written[];
}

/** Every text and attribute of XML, also of broken XML, with what its element's name says about it. */
export function xmlLeaves(text: string, names: NameMeanings): Leaf[] {
  const leaves: Leaf[] = [];
  const stack: Open[] = [{ name: '', isPlain: false, texts: [] }];
  const close = (): void => {
    for (const leaf of leavesOf(stack.pop()?.texts ?? [], names)) leaves.push(leaf);
  };
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match;
    const start = match.index;
    const end = start + token.length;
    if (token.startsWith('<!--')) leaves.push(leafOf(plain(text, start, end), undefined));
    else if (token.startsWith('<![CDATA[')) put(stack, plain(text, start + 9, end));
    else if (!token.startsWith('<')) put(stack, xmlText(text, start, end));
    else if (token.startsWith('</')) {
      if (stack.length > 1) close();
    } else {
      for (const leaf of attributes(text, token, start, names)) leaves.push(leaf);
      if (/^<[^!?]/.test(token) && !token.endsWith('/>')) stack.push(opened(token, stack.at(-1)));
    }
  }
  while (stack.length > 0) close();
  return leaves;
}

function opened(token: string, around: Open | undefined): Open {
  const name = /^<(?:[\w.-]+:)?([\w.-]+)/.exec(token)?.[1] ?? '';
  return { name, isPlain: around?.isPlain === true || isPlainField(name), texts: [] };
}

/** A text belongs to the element around it, which is a field of the element around that. */
function put(stack: readonly Open[], decoded: Decoded): void {
  if (decoded.text.trim() === '') return;
  const own = stack.at(-1);
  const around = stack.at(-2) ?? own;
  around?.texts.push({ name: own?.name ?? '', isPlain: own?.isPlain ?? false, decoded });
}

function leavesOf(texts: readonly Written[], names: NameMeanings): Leaf[] {
  let entry: SecretKind | undefined;
  for (const { name, decoded } of texts) {
    if (isNameField(name)) entry ??= names.of(decoded.text.trim());
  }
  return texts
    .filter(({ name }) => !KEPT.has(name))
    .map(({ name, isPlain, decoded }) => ({
      ...leafOf(decoded, names.of(name) ?? (isValueField(name) ? entry : undefined)),
      isPlain,
    }));
}

function leafOf(decoded: Decoded, meaning: SecretKind | undefined): Leaf {
  return { decoded, meaning, isNumber: false, isPlain: false, isName: false };
}

function attributes(text: string, token: string, start: number, names: NameMeanings): Leaf[] {
  return [...token.matchAll(ATTRIBUTE)]
    .filter(([, name = '']) => !name.startsWith('xmlns'))
    .map((match) => {
      const [whole, name = '', quoted, single] = match;
      const value = quoted ?? single ?? '';
      const end = start + match.index + whole.length - 1;
      return leafOf(xmlText(text, end - value.length, end), names.of(name.replace(/^.*:/, '')));
    });
}

function plain(text: string, start: number, end: number): Decoded {
  return { text: text.slice(start, end), at: (index) => start + index, encode: (inner) => inner };
}
