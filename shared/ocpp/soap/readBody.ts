import type { Json } from '../../json.ts';
import { isJsonObject } from '../../json.ts';
import type { Issue } from '../../trace/issue.ts';
import type { SoapVersion } from '../version.ts';
import { MEASURED, messageShape, shapeOf, type ElementShape, type Part, type Shape } from './shapes.ts';
import { soapIssue } from './soapIssue.ts';
import type { XmlElement } from './xmlElement.ts';
import { readLeaf, type Written } from './readLeaf.ts';

/** A body as the payload of the JSON Schemas; `payloadText` has the digits of integers that JavaScript cannot hold. */
export interface SoapPayload {
  payload: Json;
  payloadText: string;
  issues: readonly Issue[];
}

/** Empty in these it means an empty text, not that a field was left blank. */
const MEANT_EMPTY = new Set(['value', 'data', '$value']);

const NAMES_SHOWN = 8;

/** Converts the element of a message. What does not fit its type stays as it is, for the schema check to tell. */
export function readBody(message: XmlElement, version: SoapVersion, action: string, part: Part): SoapPayload {
  const reader = new BodyReader(version);
  const { value, text } = reader.complex(message, messageShape(version, action, part) ?? []);
  return { payload: value, payloadText: text, issues: reader.issues() };
}

class BodyReader {
  readonly #version: SoapVersion;
  readonly #empty = new Set<string>();

  constructor(version: SoapVersion) {
    this.#version = version;
  }

  issues(): Issue[] {
    if (this.#empty.size === 0) return [];
    const names = [...this.#empty];
    const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} more` : '';
    const listed = names.slice(0, NAMES_SHOWN).join(', ').slice(0, 200);
    const message = `Elements without a value: ${listed}${more}. An optional field that has no value is better left out.`;
    return [soapIssue('soap-element-empty', { message })];
  }

  complex(element: XmlElement, shape: Shape): Written {
    const fields = new Map<string, Written[]>();
    for (const child of element.children) {
      const known = shape.find(({ name }) => name === child.name) ?? similar(shape, child.name);
      const written = known === undefined ? this.#unknown(child) : this.#known(child, known);
      if (written === undefined) continue;
      const name = known?.name ?? child.name;
      const values = fields.get(name);
      if (values === undefined) fields.set(name, [written]);
      else values.push(written);
    }
    const entries = [...fields].map(([name, values]): [string, Written] => {
      const isList = shape.find((candidate) => candidate.name === name)?.isList === true;
      return [name, isList || values.length > 1 ? asList(values) : (values[0] ?? asList([]))];
    });
    // Text where elements belong is not lost: the schema check will find a field that must not be there.
    const stray = element.text.trim();
    if (stray !== '' && shape.length > 0) entries.push(['$text', readLeaf(stray, 'text')]);
    return asObject(entries);
  }

  #known(child: XmlElement, shape: ElementShape): Written | undefined {
    const { type, isOptional } = shape;
    if (typeof type === 'object') {
      if (type.complex === MEASURED) return this.#measured(child);
      const isBlank = child.children.length === 0 && child.text.trim() === '';
      if (isBlank && isOptional) return this.#leftOut(child.name);
      return this.complex(child, shapeOf(this.#version, type.complex) ?? []);
    }
    if (child.children.length > 0) return this.#unknown(child);
    const isEmpty = child.text.trim() === '';
    if (isEmpty && isOptional && !(type === 'text' && !shape.isList && MEANT_EMPTY.has(child.name))) {
      // An empty text is valid where any text is; an empty date, number or choice would be a fault that nobody meant.
      this.#leftOut(child.name);
      return type === 'text' && !shape.isList ? readLeaf(child.text, 'text') : undefined;
    }
    return readLeaf(child.text, type);
  }

  #leftOut(name: string): undefined {
    this.#empty.add(name);
  }

  #measured(element: XmlElement): Written {
    const attributes = element.attributes.filter(
      ({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns' && name !== 'nil' && prefix !== 'xsi',
    );
    const entries = attributes.flatMap(({ name, value }): [string, Written][] => {
      if (value.trim() !== '') return [[name, readLeaf(value, 'enum')]];
      this.#empty.add(name);
      return [];
    });
    return asObject([
      ['$value', readLeaf(element.text, 'text')],
      ...(entries.length === 0 ? [] : [['attributes', asObject(entries)] satisfies [string, Written]]),
    ]);
  }

  /** An element that the WSDL does not have here: text, or an object of its elements. */
  #unknown(element: XmlElement): Written {
    return element.children.length === 0 ? readLeaf(element.text, 'text') : this.complex(element, []);
  }
}

function similar(shape: Shape, name: string): ElementShape | undefined {
  return shape.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
}

function asList(values: readonly Written[]): Written {
  return { value: values.map(({ value }) => value), text: `[${values.map(({ text }) => text).join(',')}]` };
}

function asObject(entries: readonly [string, Written][]): Written {
  const texts = entries.map(([name, { text }]) => `${JSON.stringify(name)}:${text}`);
  const value: Json = Object.fromEntries(entries.map(([name, written]) => [name, written.value]));
  return { value: isJsonObject(value) ? value : {}, text: `{${texts.join(',')}}` };
}
