import { isJsonObject, type Json } from '../../../../shared/json.ts';
import { childPath } from '../../../../shared/ocpp/asMeant/repair.ts';
import { markedDigits } from '../../../../shared/ocpp/longIntegers.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import { issueOf } from '../sessionIssue.ts';

const LARGEST_64 = '9223372036854775807';
const MAX_DEPTH = 20;

/** A number that does not fit where other programs keep it, in a payload whose long integers are marked. */
export function longIntegerIssue(payload: Json): Issue | undefined {
  const found = firstLong(payload, '', 0);
  if (found === undefined) return undefined;
  const { digits, path } = found;
  const name = path.split('/').at(-1) ?? '';
  const isLargest =
    digits === LARGEST_64
      ? ' It is the largest number of 64 bits, which stands for “unknown” in some firmware.'
      : '';
  const message = `“${name}” is ${digits}, more than most programs can keep exactly. Kerbside keeps all its digits.${isLargest}`;
  return { ...issueOf('warning', 'integer-too-long', message), path };
}

function firstLong(value: Json, path: string, depth: number): { digits: string; path: string } | undefined {
  const digits = markedDigits(value);
  if (digits !== undefined) return { digits, path };
  if (depth > MAX_DEPTH) return undefined;
  const entries = Array.isArray(value) ? value.entries() : isJsonObject(value) ? Object.entries(value) : [];
  for (const [key, field] of entries) {
    const found = firstLong(field, childPath(path, key), depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
