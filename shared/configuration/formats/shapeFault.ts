import type { z } from 'zod';
import { nearestName } from '../../nearestName.ts';
import type { FileTree } from './fileNode.ts';
import { nodeAt, offsetAt } from './filePlace.ts';

/** What is wrong with the form of a hand-written file, for whoever wrote it. */
export interface ShapeFault {
  offset: number;
  /** The field that is meant, such as `keys.3.access`; absent for the whole. */
  field?: string;
  /** Without its place, with a full stop; it begins with a small letter. */
  sentence: string;
}

export interface ShapeFaultOptions {
  /** The fields that an object at a path may have. */
  fieldsAt: (path: readonly PropertyKey[]) => readonly string[];
  /** What was found, so that it can be shown; absent where it could be a secret. */
  shown?: (path: readonly PropertyKey[]) => string | undefined;
}

/** An issue of a zod schema in words. */
export function shapeFault(
  issue: z.core.$ZodIssue,
  { root }: FileTree,
  { fieldsAt, shown = () => undefined }: ShapeFaultOptions,
): ShapeFault {
  if (issue.code === 'unrecognized_keys') {
    const path = [...issue.path, issue.keys[0] ?? ''];
    const sentence = unknownFields(issue.keys, fieldsAt(issue.path));
    return { offset: offsetAt(root, path), field: path.map(String).join('.'), sentence };
  }
  const name = issue.path.findLast((step) => typeof step === 'string') ?? 'it';
  const found = shown(issue.path);
  return {
    offset: offsetAt(root, issue.path),
    ...(issue.path.length === 0 ? {} : { field: issue.path.map(String).join('.') }),
    sentence: fieldWords(issue, name, {
      isMissing: typeof issue.path.at(-1) === 'string' && nodeAt(root, issue.path) === undefined,
      instead: found === undefined ? '' : `, not ${found}`,
    }),
  };
}

function unknownFields(keys: readonly string[], known: readonly string[]): string {
  const words = keys.map((key) => {
    const near = nearestName(key, known);
    return `there is no field “${key}”${near === undefined ? `; there are ${known.join(', ')}` : `; did you mean “${near}”?`}`;
  });
  return `${words.join('; ')}${words.at(-1)?.endsWith('?') === true ? '' : '.'}`;
}

function fieldWords(
  issue: z.core.$ZodIssue,
  name: string,
  { isMissing, instead }: { isMissing: boolean; instead: string },
): string {
  if (isMissing && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) {
    return `the field “${name}” is missing.`;
  }
  if (issue.code === 'invalid_value')
    return `“${name}” takes ${issue.values.map(String).join(', ')}${instead}.`;
  if (issue.code === 'invalid_type') return `“${name}” has to be ${kindWords(issue.expected)}${instead}.`;
  return `“${name}” ${issue.message.replace(/\.$/, '')}${instead}.`;
}

function kindWords(expected: string): string {
  switch (expected) {
    case 'string':
      return 'a text';
    case 'number':
    case 'int':
      return 'a number';
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list';
    default:
      return 'an object';
  }
}
