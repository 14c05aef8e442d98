import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { lineSettingsSchema } from '../../../../shared/service-port/lineSettings.ts';
import { writeWholeFile } from '../../downloads/writeWholeFile.ts';

const FILE_NAME = 'service-ports.json';
/** A technician meets many chargers and has few adapters; typed addresses are what adds up. */
const MAX_DEVICES = 200;

const rememberedLineSchema = z.object({
  line: lineSettingsSchema,
  profileId: z.string().optional(),
  /** Epoch ms of its last use. */
  at: z.number(),
});
/** How an adapter was last used. */
export type RememberedLine = z.infer<typeof rememberedLineSchema>;

const fileSchema = z.object({ version: z.literal(1), devices: z.record(z.string(), rememberedLineSchema) });

/** How each adapter was last used, by its key, in a file of the data folder; without a folder until the end. */
export class RememberedLines {
  readonly #folder: string | undefined;
  readonly #log: (line: string) => void;
  #devices: Map<string, RememberedLine> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: string | undefined, log: (line: string) => void) {
    this.#folder = folder;
    this.#log = log;
  }

  of(deviceKey: string): RememberedLine | undefined {
    return this.#all().get(deviceKey);
  }

  /** Resolves when it is in the file. A file that cannot be written is logged: the port works without. */
  keep(deviceKey: string, used: Omit<RememberedLine, 'at'>, at = Date.now()): Promise<void> {
    const devices = this.#all();
    devices.delete(deviceKey);
    devices.set(deviceKey, { ...used, at });
    for (const oldest of [...devices.keys()].slice(0, Math.max(0, devices.size - MAX_DEVICES))) {
      devices.delete(oldest);
    }
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  #all(): Map<string, RememberedLine> {
    this.#devices ??= this.#read();
    return this.#devices;
  }

  #read(): Map<string, RememberedLine> {
    if (this.#folder === undefined) return new Map();
    const path = join(this.#folder, FILE_NAME);
    try {
      const { devices } = fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
      return new Map(Object.entries(devices).toSorted(([, left], [, right]) => left.at - right.at));
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isMissing) {
        const reason = error instanceof Error ? error.message : String(error);
        this.#log(`${path} cannot be used; what was remembered of adapters begins anew: ${reason}`);
      }
      return new Map();
    }
  }

  async #write(): Promise<void> {
    if (this.#folder === undefined) return;
    const text = JSON.stringify({ version: 1, devices: Object.fromEntries(this.#all()) }, undefined, 2);
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      await writeWholeFile(join(this.#folder, FILE_NAME), once(text));
    } catch (error) {
      this.#log(`What was used with an adapter is not remembered: ${String(error)}`);
    }
  }
}

async function* once(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}
