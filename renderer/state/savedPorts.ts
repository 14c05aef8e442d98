import { z } from 'zod';
import { savedText, saveText } from './savedText.ts';

const PATHS_KEY = 'kerbside.port.paths';
const MACROS_KEY = 'kerbside.port.macros';
const MOST_PATHS = 12;
const MOST_MACROS = 200;

const macrosSchema = z.array(z.object({ name: z.string(), send: z.string() }));
const pathsSchema = z.array(z.string());

/** A command of the technician's own; `{name}` in `send` is asked for. */
export type OwnMacro = z.infer<typeof macrosSchema>[number];

function read<T>(key: string, schema: z.ZodType<T>): T | undefined {
  const text = savedText('localStorage', key);
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    console.warn(`what is kept as ${key} cannot be read`, error);
    return undefined;
  }
}

/** Paths that were typed and opened, the latest first. */
export function typedPaths(): string[] {
  return read(PATHS_KEY, pathsSchema) ?? [];
}

export function keepTypedPath(path: string): void {
  const paths = [path, ...typedPaths().filter((known) => known !== path)].slice(0, MOST_PATHS);
  saveText('localStorage', PATHS_KEY, JSON.stringify(paths));
}

export function ownMacros(): OwnMacro[] {
  return read(MACROS_KEY, macrosSchema) ?? [];
}

/** Keeps a macro under its name, in place of an earlier one. */
export function keepOwnMacro(macro: OwnMacro): OwnMacro[] {
  const macros = [...ownMacros().filter(({ name }) => name !== macro.name), macro].slice(-MOST_MACROS);
  saveText('localStorage', MACROS_KEY, JSON.stringify(macros));
  return macros;
}

export function dropOwnMacro(name: string): OwnMacro[] {
  const macros = ownMacros().filter((macro) => macro.name !== name);
  saveText('localStorage', MACROS_KEY, JSON.stringify(macros));
  return macros;
}
