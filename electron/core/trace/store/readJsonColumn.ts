import type { StatementSync } from 'node:sqlite';
import type { z } from 'zod';

/** The values of a column `json`. One that a newer or damaged file has in another shape is left out. */
export function readJsonColumn<T>(
  statement: StatementSync,
  schema: z.ZodType<T>,
  ...params: ReadonlyArray<number | string>
): T[] {
  return statement.all(...params).flatMap((row) => {
    const parsed = schema.safeParse(valueOf(row['json']));
    return parsed.success ? [parsed.data] : [];
  });
}

function valueOf(json: unknown): unknown {
  try {
    return JSON.parse(String(json));
  } catch {
    // Left out by the schema, like every other wrong shape.
    return undefined;
  }
}
