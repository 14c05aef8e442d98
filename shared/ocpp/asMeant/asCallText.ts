import type { Json } from '../../json.ts';
import { hasFormOfCall } from '../frameTolerant.ts';
import { repairText } from './repairText.ts';

const TYPE = /^(\s*\[\s*)-?\d+/;

/** The text with message type 2, where it has all of a CALL but that; nothing where it has not. */
export function asCallText(text: string): string | undefined {
  const mended = repairText(text)?.text;
  if (mended === undefined || !TYPE.test(mended)) return undefined;
  const value = JSON.parse(mended) as Json;
  return Array.isArray(value) && hasFormOfCall(value) ? mended.replace(TYPE, '$12') : undefined;
}
