import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { XmlAttribute, XmlElement } from './xmlElement.ts';
import { guardXml, XML_LIMITS, type XmlFault } from './xmlGuard.ts';
import { decodeXmlText } from './xmlText.ts';

export type ReadXml = { ok: true; root: XmlElement } | ({ ok: false } & XmlFault);

const TEXT = '#text';
const CDATA = '#cdata';
const ATTRIBUTES = ':@';
const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

/** Entities are resolved by us, so that none can be declared; numbers stay text, so that they keep their digits. */
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: CDATA,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: XML_LIMITS.depth + 1,
  jPath: false,
});

/** An element as the library hands it out: its name as the one key beside the attributes. */
type ParsedNode = Readonly<Record<string, unknown>>;

/** Prefix -> namespace; the empty prefix is the default namespace. */
type Scope = ReadonlyMap<string, string>;

/** Reads XML within limits, without a DTD and without entities of its own. Never throws. */
export function readXml(text: string): ReadXml {
  // Some libraries send a byte order mark or an empty line before the declaration, where XML has no place for them.
  const tidy = text.replace(/^[\uFEFF\s]+/, '').trimEnd();
  const fault = guardXml(tidy);
  if (fault !== undefined) return { ok: false, ...fault };
  try {
    if (!tidy.startsWith('<')) return malformed('It does not begin with a tag.');
    const verdict = XMLValidator.validate(tidy);
    if (verdict !== true) {
      const { msg, line, col } = verdict.err;
      return malformed(`${msg.slice(0, 200)} (line ${line}, column ${col})`);
    }
    const nodes = parser.parse(tidy) as readonly ParsedNode[];
    const root = nodes.find((node) => nameOf(node) !== undefined && !nameOf(node)?.startsWith('#'));
    if (root === undefined) return malformed('It has no element.');
    return { ok: true, root: toElement(root, new Map([['xml', XML_NAMESPACE]])) };
  } catch (error) {
    return malformed(error instanceof Error ? error.message.slice(0, 200) : String(error));
  }
}

function malformed(reason: string): ReadXml {
  return {
    ok: false,
    code: 'xml-malformed',
    sentence: `The text is not well-formed XML: ${reason}`,
  };
}

function nameOf(node: ParsedNode): string | undefined {
  return Object.keys(node).find((key) => key !== ATTRIBUTES);
}

function toElement(node: ParsedNode, outer: Scope): XmlElement {
  const qualified = nameOf(node) ?? '';
  const attributes = attributesOf(node[ATTRIBUTES]);
  const scope = scopeOf(attributes, outer);
  const { prefix, name } = splitName(qualified);
  const namespace = scope.get(prefix);
  const content = Array.isArray(node[qualified]) ? (node[qualified] as readonly ParsedNode[]) : [];
  const children: XmlElement[] = [];
  let text = '';
  for (const part of content) {
    const partName = nameOf(part) ?? '';
    if (partName === TEXT) text += decodeXmlText(textIn(part));
    else if (partName === CDATA) text += cdataOf(part[CDATA]);
    else children.push(toElement(part, scope));
  }
  return {
    name,
    prefix,
    ...(namespace === undefined || namespace === '' ? {} : { namespace }),
    isPrefixUndeclared: prefix !== '' && namespace === undefined,
    attributes,
    children,
    text,
  };
}

function cdataOf(content: unknown): string {
  if (!Array.isArray(content)) return '';
  return (content as readonly ParsedNode[]).map((part) => textIn(part)).join('');
}

function textIn(node: ParsedNode): string {
  const text = node[TEXT];
  return typeof text === 'string' ? text : '';
}

function attributesOf(value: unknown): XmlAttribute[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([qualified, content]) => ({
    ...splitName(qualified),
    value: decodeXmlText(String(content)),
  }));
}

function scopeOf(attributes: readonly XmlAttribute[], outer: Scope): Scope {
  const declared = attributes.flatMap(({ prefix, name, value }): [string, string][] => {
    if (prefix === 'xmlns') return [[name, value]];
    return prefix === '' && name === 'xmlns' ? [['', value]] : [];
  });
  return declared.length === 0 ? outer : new Map([...outer, ...declared]);
}

function splitName(qualified: string): { prefix: string; name: string } {
  const colon = qualified.indexOf(':');
  return colon === -1
    ? { prefix: '', name: qualified }
    : { prefix: qualified.slice(0, colon), name: qualified.slice(colon + 1) };
}
