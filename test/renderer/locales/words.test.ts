import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import { RESOURCES } from '../../../renderer/locales/i18n.ts';

const RENDERER = join(import.meta.dirname, '../../../renderer');

/** The keys that are written out: `t('…')` and `i18nKey="…"`. */
function keysOf(source: string): string[] {
  const found = source.matchAll(/\bt\(\s*'([\w.-]+)'|i18nKey="([\w.-]+)"/g);
  return [...found].map((match) => match[1] ?? match[2] ?? '');
}

/** What stands before the variable part of a key: `a.b` of t(`a.b.${c}`). */
function groupsOf(source: string): string[] {
  return [...source.matchAll(/\bt\(\s*`([\w.-]+)\.\$\{/g)].map((match) => match[1] ?? '');
}

/** The sentences of the core have their English with them. */
const WITHOUT_WORDS = new Set(['attempt', 'attemptRemedy', 'issue']);

const SOURCES = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(RENDERER, name), 'utf8') }));

beforeAll(async () => {
  await i18next.init({ lng: 'en', resources: RESOURCES });
});

it('finds the keys that a screen uses', () => {
  expect(keysOf(`t('a.b'), <Trans i18nKey="c-d" />, count('x')`)).toEqual(['a.b', 'c-d']);
  expect(groupsOf('t(`a.b.${c}`, { d })')).toEqual(['a.b']);
});

it('has words for every key of every screen', () => {
  const hasWords = (key: string): boolean => i18next.exists(key) || i18next.exists(key, { count: 2 });
  const missing = SOURCES.flatMap(({ name, text }) =>
    keysOf(text)
      .filter((key) => !hasWords(key))
      .map((key) => `${name}: ${key}`),
  );
  expect(missing).toEqual([]);
});

it('has a group of words for every key that is put together', () => {
  const isGroup = (key: string): boolean =>
    typeof i18next.getResource('en', 'translation', key) === 'object' || WITHOUT_WORDS.has(key);
  const missing = SOURCES.flatMap(({ name, text }) =>
    groupsOf(text)
      .filter((key) => !isGroup(key))
      .map((key) => `${name}: ${key}`),
  );
  expect(missing).toEqual([]);
});
