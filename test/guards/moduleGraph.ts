import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

export interface ImportEdge {
  /** As written. */
  specifier: string;
  /** Path from the root for relative imports, the specifier itself otherwise. */
  target: string;
  isTypeOnly: boolean;
  /** Not loaded with the file, but when it asks for it: `import(…)`, and workers. */
  isLater: boolean;
}

/** All hand-written source files below the given folders, as paths from the root with `/`. */
export function sourceFiles(folders: readonly string[], pattern = /\.(ts|tsx|cts|mts|css)$/): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && pattern.test(entry.name))
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((path) => !path.includes('node_modules/')),
  );
}

const STATEMENT = /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]/g;
const WORKER = /new URL\([^)]*?['"](\.\/[^'"]+\.ts)['"]/g;

/** The imports of one file. `import type` and lists in which each name is marked `type` are type-only. */
export function importsOf(path: string): ImportEdge[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const edges: ImportEdge[] = [];
  const add = (specifier: string, { isTypeOnly = false, isLater = false }): void => {
    const target = specifier.startsWith('.')
      ? relative(ROOT, resolve(ROOT, dirname(path), specifier))
          .split(sep)
          .join('/')
      : specifier;
    edges.push({ specifier, target, isTypeOnly, isLater });
  };
  for (const match of text.matchAll(STATEMENT)) add(match[2] ?? '', { isTypeOnly: match[1] !== undefined });
  for (const match of text.matchAll(DYNAMIC)) add(match[1] ?? '', { isLater: true });
  for (const match of text.matchAll(WORKER)) add(match[1] ?? '', { isLater: true });
  return edges;
}

/**
 * Everything that `entry` loads sooner or later, or at its start alone: its transitive value imports, packages included.
 */
export function valueClosure(entry: string, { isStart = false } = {}): Set<string> {
  const seen = new Set<string>();
  const queue = [entry];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    if (!/\.(ts|tsx)$/.test(path)) continue;
    for (const edge of importsOf(path)) {
      if (!edge.isTypeOnly && !(isStart && edge.isLater)) queue.push(edge.target);
    }
  }
  return seen;
}
