import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { lineSettingsSchema, type LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import { writeWholeFile } from '../../downloads/writeWholeFile.ts';

const entrySchema = z.object({
  deviceKey: z.string(),
  /** Absent: as a plain console. */
  profileId: z.string().optional(),
  line: lineSettingsSchema,
});
type Entry = z.infer<typeof entrySchema>;
const fileSchema = z.object({ format: z.literal(1), adapters: z.array(entrySchema) });

const MOST_ENTRIES = 200;

/**
 * The line settings that were used last with an adapter, for each profile: one adapter is plugged into many chargers. Kept in the
 * user's folder; without one only until the end.
 */
export class AdapterMemory {
  readonly #folder: string | undefined;
  readonly #log: (line: string) => void;
  #entries: Entry[] | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(folder: string | undefined, log: (line: string) => void) {
    this.#folder = folder;
    this.#log = log;
  }

  lineOf(deviceKey: string, profileId: string | undefined): LineSettings | undefined {
    return this.#all().find((entry) => isOf(entry, deviceKey, profileId))?.line;
  }

  keep(deviceKey: string, profileId: string | undefined, line: LineSettings): void {
    const others = this.#all().filter((entry) => !isOf(entry, deviceKey, profileId));
    const entry = { deviceKey, ...(profileId === undefined ? {} : { profileId }), line };
    this.#entries = [entry, ...others].slice(0, MOST_ENTRIES);
    this.#saving = this.#saving.then(() => this.#save());
  }

  /** Resolves when all is written. */
  close(): Promise<void> {
    return this.#saving;
  }

  #all(): Entry[] {
    this.#entries ??= this.#load();
    return this.#entries;
  }

  #load(): Entry[] {
    if (this.#folder === undefined) return [];
    try {
      const file: unknown = JSON.parse(readFileSync(pathIn(this.#folder), 'utf8'));
      return fileSchema.safeParse(file).data?.adapters.slice(0, MOST_ENTRIES) ?? [];
    } catch {
      // None yet, or damaged: then nothing is remembered, and the next use begins it anew.
      return [];
    }
  }

  async #save(): Promise<void> {
    if (this.#folder === undefined) return;
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeWholeFile(pathIn(this.#folder), text({ format: 1, adapters: this.#all() }));
    } catch (error) {
      this.#log(`Line settings could not be kept: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

async function* text(file: z.infer<typeof fileSchema>): AsyncGenerator<string> {
  yield await Promise.resolve(`${JSON.stringify(file, undefined, 2)}\n`);
}

function isOf(entry: Entry, deviceKey: string, profileId: string | undefined): boolean {
  return entry.deviceKey === deviceKey && entry.profileId === profileId;
}

function pathIn(folder: string): string {
  return join(folder, 'adapters.json');
}
