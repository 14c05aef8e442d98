import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, sourceFiles } from './moduleGraph.ts';

type Words = { [key: string]: string | Words };

function keysOf(words: Words, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );
}

const LOCALES = sourceFiles(['renderer/locales'], /^en(\.\w+)?\.json$/);
const KEYS = new Set(
  LOCALES.flatMap((path) => keysOf(JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Words)),
);

/** `key` itself or one of its plural forms. */
function hasWords(key: string): boolean {
  return KEYS.has(key) || KEYS.has(`${key}_one`) || KEYS.has(`${key}_other`);
}

describe('words', () => {
  it('every literal key that the screens use has words', () => {
    const used = sourceFiles(['renderer'], /\.tsx?$/).flatMap((path) =>
      [...readFileSync(join(ROOT, path), 'utf8').matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => ({
        path,
        key: match[1] ?? '',
      })),
    );
    expect(used.length).toBeGreaterThan(50);
    expect(used.filter(({ key }) => !hasWords(key))).toEqual([]);
  });

  it('no text for people stands in the markup itself', () => {
    const offences = sourceFiles(['renderer'], /\.tsx$/).flatMap((path) =>
      [...readFileSync(join(ROOT, path), 'utf8').matchAll(/>\s*([A-Z][a-z]+ [a-z][^<>{}]*)</g)].map(
        (match) => `${path}: ${match[1]}`,
      ),
    );
    expect(offences).toEqual([]);
  });
});
