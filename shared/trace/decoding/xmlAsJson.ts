import type { Json } from '../../json.ts';
import { readXml } from '../../ocpp/soap/readXml.ts';
import type { XmlElement } from '../../ocpp/soap/xmlElement.ts';

/** XML as JSON text: `{"name": …}`, attributes as `@name`, text beside them as `#text`. Nothing where it is no XML. */
export function xmlAsJson(text: string): string | undefined {
  if (!/^[\uFEFF\s]*<[?!a-z]/i.test(text)) return undefined;
  const read = readXml(text);
  return read.ok ? JSON.stringify({ [nameOf(read.root)]: contentOf(read.root) }) : undefined;
}

function contentOf(element: XmlElement): Json {
  const text = element.text.trim();
  const attributes = element.attributes.filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns');
  if (attributes.length === 0 && element.children.length === 0) return text;
  const content = new Map<string, Json>(attributes.map(({ name, value }) => [`@${name}`, value]));
  for (const child of element.children) {
    const name = nameOf(child);
    const before = content.get(name);
    if (before === undefined) content.set(name, contentOf(child));
    else if (Array.isArray(before)) before.push(contentOf(child));
    else content.set(name, [before, contentOf(child)]);
  }
  if (text !== '') content.set('#text', text);
  return Object.fromEntries(content);
}

function nameOf({ prefix, name }: XmlElement): string {
  return prefix === '' ? name : `${prefix}:${name}`;
}
