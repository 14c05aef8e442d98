import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, sourceFiles } from '../guards/moduleGraph.ts';

/** Rows that are scenes of their own, where their fixture is. */
const ELSEWHERE: ReadonlyMap<number, string> = new Map([
  [15, 'test/core/front-door/tls.test.ts'],
  [17, 'test/core/front-door/tls.test.ts'],
  [18, 'test/core/front-door/tls.test.ts'],
  [30, 'test/renderer/features/overview/returnPhase.test.ts'],
  [130, 'test/renderer/commands/commands.test.ts'],
]);

/** What is only about uploads and downloads. */
const ABOUT_FILES: ReadonlySet<number> = new Set([155, 161, 163]);

/** Sections 1 to 7 and 9 of the catalogue, and what was added to them later. */
const WANTED = [
  ...Array.from({ length: 130 }, (_, index) => index + 1),
  ...Array.from({ length: 31 }, (_, index) => index + 142),
].filter((row) => !ABOUT_FILES.has(row));

const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The numbers that stand in the tables, and in front of the scenes that need no table. */
function numbersIn(text: string): number[] {
  const entries = [...text.matchAll(/\brow: (\d+)/g)].map((match) => Number(match[1]));
  const scenes = [...text.matchAll(/\b(?:it|describe)\(\s*['"`]([\d, ]+)[:,]/g)];
  return [...entries, ...scenes.flatMap((match) => (match[1] ?? '').split(',').map(Number))];
}

it('every row of the catalogue of quirks has its test', () => {
  const tables = sourceFiles(['test/quirks'], /\.ts$/).flatMap((path) => numbersIn(textOf(path)));
  const scenes = [...ELSEWHERE].filter(([row, path]) => numbersIn(textOf(path)).includes(row));
  const tested = new Set([...tables, ...scenes.map(([row]) => row)]);
  expect(WANTED.filter((row) => !tested.has(row))).toEqual([]);
});
