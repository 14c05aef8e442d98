import type { SoapVersion } from '../version.ts';
import { SHAPES_15 } from './shapes15.ts';
import { SHAPES_16 } from './shapes16.ts';
import type { ShapeTexts } from './shapeTexts.ts';

export type Part = 'request' | 'response';

export const LEAF_TYPES = ['text', 'time', 'enum', 'int', 'num', 'bool'] as const;
export type LeafType = (typeof LEAF_TYPES)[number];

/** An element of a complex type. `type` is that of its text, or the name of the complex type that it has. */
export interface ElementShape {
  name: string;
  type: LeafType | { complex: string };
  isOptional: boolean;
  isList: boolean;
}

/** A value of OCPP 1.5 with its unit and kind as attributes: `{$value, attributes}` in the JSON Schemas. */
export const MEASURED = 'Measured';

/** Elements of a complex type, in the order of the WSDL. */
export type Shape = readonly ElementShape[];

type Shapes = ReadonlyMap<string, Shape>;

const BY_VERSION: Readonly<Record<SoapVersion, Shapes>> = {
  '1.5': readShapes(SHAPES_15),
  '1.6': readShapes(SHAPES_16),
};

export function shapeOf(version: SoapVersion, complexType: string): Shape | undefined {
  return BY_VERSION[version].get(complexType);
}

/** The shape of a message; nothing for an action that the WSDLs of the version do not have. */
export function messageShape(version: SoapVersion, action: string, part: Part): Shape | undefined {
  return shapeOf(version, `${action}${part === 'request' ? 'Request' : 'Response'}`);
}

/** The action as the WSDL spells it, whatever the case of its letters. */
export function soapAction(version: SoapVersion, name: string): string | undefined {
  const wanted = `${name}request`.toLowerCase();
  const found = [...BY_VERSION[version].keys()].find((key) => key.toLowerCase() === wanted);
  return found?.slice(0, -'Request'.length);
}

/** Every operation of the two WSDLs of a version. */
export function soapActions(version: SoapVersion): string[] {
  return [...BY_VERSION[version].keys()].flatMap((key) =>
    key.endsWith('Request') ? [key.slice(0, -'Request'.length)] : [],
  );
}

function readShapes(texts: ShapeTexts): Shapes {
  return new Map(Object.entries(texts).map(([name, elements]) => [name, elements.map(readElement)]));
}

function readElement(text: string): ElementShape {
  const [name = '', typeText = 'text'] = text.split(':');
  const type = typeText.replace('[]', '');
  return {
    name: name.replace('?', ''),
    type: LEAF_TYPES.find((leaf) => leaf === type) ?? { complex: type },
    isOptional: name.endsWith('?'),
    isList: typeText.endsWith('[]'),
  };
}
