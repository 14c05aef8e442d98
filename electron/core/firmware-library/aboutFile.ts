import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { firmwareFactsSchema } from '../../../shared/files/firmwareFile.ts';
import { writePrivateFile } from '../security/privateFile.ts';

const ABOUT = 'about.json';

/** What is known of a file, beside it in its folder. `fileName` is its name on the disk, `name` the one that chargers see. */
const aboutSchema = firmwareFactsSchema.extend({
  fileName: z.string().min(1),
  name: z.string().min(1),
  sizeBytes: z.number().int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of the disk, when the sum was made: another time means that the sum has to be made again. */
  modifiedAt: z.number(),
  publishedSum: z.string().optional(),
  addedAt: z.number(),
  from: z.string().optional(),
  /** A code of `firstLook` that the technician was sure about. */
  sureAbout: z.string().optional(),
  /** What was known before could not be read: only what the file itself tells is left. */
  isRebuilt: z.boolean().optional(),
});
export type About = z.infer<typeof aboutSchema>;

/** Nothing where it is not there or cannot be used. */
export async function readAbout(folder: string): Promise<About | undefined> {
  let text;
  try {
    text = await readFile(join(folder, ABOUT), 'utf8');
  } catch {
    // Absent or unreadable: what it said is lost to us, the file itself is not.
    return undefined;
  }
  try {
    return aboutSchema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whole or not at all. */
export async function writeAbout(folder: string, about: About): Promise<void> {
  await writePrivateFile(join(folder, ABOUT), `${JSON.stringify(about, undefined, 2)}\n`);
}

export function isAboutFile(name: string): boolean {
  return name.startsWith(ABOUT);
}
