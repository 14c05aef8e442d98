/** An element of a drawing, to be made text of or to be shown. `part` names its look; its words are in `children`. */
export interface SvgNode {
  tag: 'g' | 'line' | 'path' | 'rect' | 'text' | 'tspan' | 'title';
  part?: string;
  attributes?: Readonly<Record<string, string | number>>;
  children?: readonly (SvgNode | string)[];
  /** The record that it stands for. */
  seq?: number;
}

const TEXT_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text as it may stand in XML: what XML has no place for (control characters, lone surrogates) becomes U+FFFD. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/(?![\t\n\r\u007f-\u009f])\p{Cc}|[\ufffe\uffff]/gu, '\ufffd')
    .replaceAll(/[&<>"]/g, (char) => TEXT_ESCAPES[char] ?? char);
}

export function svgText(node: SvgNode | string): string {
  if (typeof node === 'string') return xmlText(node);
  const { tag, part, attributes = {}, children = [], seq } = node;
  const all = {
    ...(part === undefined ? {} : { class: part }),
    ...(seq === undefined ? {} : { 'data-record': seq }),
    ...attributes,
  };
  const words = Object.entries(all).map(([name, value]) => ` ${name}="${xmlText(String(value))}"`);
  return `<${tag}${words.join('')}>${children.map(svgText).join('')}</${tag}>`;
}
