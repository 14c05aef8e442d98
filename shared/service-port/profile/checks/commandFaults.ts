import { compilePattern } from '../pattern/compilePattern.ts';
import type { CheckFault, FieldPath } from './checkFault.ts';

/** Says that a name refers to nothing; nothing where it is known. */
export function unknownFaults(
  name: string | undefined,
  known: ReadonlySet<string>,
  path: FieldPath,
  kind: string,
): CheckFault[] {
  if (name === undefined || known.has(name)) return [];
  const list = [...known].slice(0, 20).join(', ');
  return [
    { path, sentence: `“${name}” is no ${kind} of this profile. Known: ${list === '' ? 'none' : list}.` },
  ];
}

/** Names in braces in a text that is sent; others than the known ones would go out as they stand. */
export function placeholderFaults(send: string, known: readonly string[], path: FieldPath): CheckFault[] {
  return [...send.matchAll(/\{([A-Za-z][A-Za-z0-9]*)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      path,
      sentence: `has {${name}}, for which nothing is known here. Known: ${known.map((one) => `{${one}}`).join(', ') || 'none'}.`,
    }));
}

/** What is written has to hold the value, unless words stand for the values. */
export function valueFaults(sends: readonly string[], hasWords: boolean, path: FieldPath): CheckFault[] {
  if (hasWords || sends.some((send) => send.includes('{value}'))) return [];
  return [{ path, sentence: 'has no {value}, so whatever is chosen the same would be sent.' }];
}

/** Names of groups in patterns that are in order. */
export function groupNames(patterns: readonly string[]): string[] {
  return patterns.flatMap((pattern) => compilePattern(pattern).names);
}
