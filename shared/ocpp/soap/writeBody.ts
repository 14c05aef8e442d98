import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { SoapVersion } from '../version.ts';
import { elementName } from './readMessage.ts';
import { MEASURED, messageShape, shapeOf, type ElementShape, type Part, type Shape } from './shapes.ts';
import { encodeXmlText } from './xmlText.ts';

/** The prefix of everything that belongs to OCPP, as `writeEnvelope` declares it. */
export const OCPP_PREFIX = 'ocpp';

/** Something that cannot be the name of an element is left out, whatever a technician typed. */
const NAME = /^[A-Za-z_][\w.-]{0,200}$/;

/**
 * The element of a message: its fields in the order of the WSDL, then those that the WSDL does not have, as they came.
 * Numbers may be given as text, so that integers of any length keep their digits.
 */
export function writeBody(version: SoapVersion, action: string, part: Part, payload: JsonObject): string {
  const shape = messageShape(version, action, part) ?? [];
  return element(elementName(action, part), '', fields(version, payload, shape));
}

function fields(version: SoapVersion, object: JsonObject, shape: Shape): string {
  const known = shape.map(({ name }) => name);
  const others = Object.keys(object).filter((name) => !known.includes(name));
  return [...known, ...others]
    .map((name) => {
      const value = Object.hasOwn(object, name) ? object[name] : undefined;
      return field(
        version,
        name,
        value,
        shape.find((candidate) => candidate.name === name),
      );
    })
    .join('');
}

function field(
  version: SoapVersion,
  name: string,
  value: Json | undefined,
  shape: ElementShape | undefined,
): string {
  if (value === undefined || value === null || !NAME.test(name)) return '';
  if (Array.isArray(value)) return value.map((item) => field(version, name, item, shape)).join('');
  if (!isJsonObject(value)) return element(name, '', encodeXmlText(String(value)));
  const complex = typeof shape?.type === 'object' ? shape.type.complex : undefined;
  if (complex === MEASURED) return measured(version, name, value);
  return element(
    name,
    '',
    fields(version, value, complex === undefined ? [] : (shapeOf(version, complex) ?? [])),
  );
}

function measured(version: SoapVersion, name: string, { $value, attributes, ...others }: JsonObject): string {
  const written = Object.entries(isJsonObject(attributes) ? attributes : {})
    .map(([key, value]) => attribute(key, value))
    .join('');
  const text = $value === undefined || $value === null || typeof $value === 'object' ? '' : String($value);
  return element(name, written, encodeXmlText(text) + fields(version, others, []));
}

function attribute(name: string, value: Json): string {
  if (!NAME.test(name) || value === null || typeof value === 'object') return '';
  return ` ${name}="${encodeXmlText(String(value))}"`;
}

function element(name: string, attributes: string, content: string): string {
  const tag = `${OCPP_PREFIX}:${name}`;
  return content === '' ? `<${tag}${attributes}/>` : `<${tag}${attributes}>${content}</${tag}>`;
}
