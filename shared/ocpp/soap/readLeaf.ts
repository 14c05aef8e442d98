import { assertNever } from '../../assertNever.ts';
import type { Json } from '../../json.ts';
import type { LeafType } from './shapes.ts';

/** A value, and the JSON text that says the same with all digits. */
export interface Written {
  value: Json;
  text: string;
}

const INTEGER = /^[+-]?\d{1,40}$/;
const DECIMAL = /^[+-]?(?:\d{1,40}\.?\d{0,40}|\.\d{1,40})$/;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** The text of an element as its type wants it (XML Schema part 2 §3.2); what does not fit stays text. */
export function readLeaf(text: string, type: LeafType): Written {
  const tidy = text.trim();
  switch (type) {
    case 'text':
      return textLeaf(text);
    case 'time':
    case 'enum':
      return textLeaf(tidy);
    case 'bool':
      if (tidy === 'true' || tidy === '1') return { value: true, text: 'true' };
      return tidy === 'false' || tidy === '0' ? { value: false, text: 'false' } : textLeaf(text);
    case 'int':
      return INTEGER.test(tidy) ? integer(tidy) : textLeaf(text);
    case 'num':
      return DECIMAL.test(tidy) ? decimal(tidy) : textLeaf(text);
    default:
      return assertNever(type);
  }
}

function textLeaf(text: string): Written {
  return { value: text, text: JSON.stringify(text) };
}

/** XML allows a plus sign and leading zeros, JSON neither. */
function integer(text: string): Written {
  const digits = BigInt(text.replace('+', '')).toString();
  return { value: Number(digits), text: digits };
}

function decimal(text: string): Written {
  const value = Number(text);
  return { value, text: JSON_NUMBER.test(text) ? text : JSON.stringify(value) };
}
