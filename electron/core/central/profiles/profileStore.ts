import { z } from 'zod';
import { quirkProfileSchema, type QuirkProfile } from '../../../../shared/station/quirkProfile.ts';
import type { MetaStore } from '../transactionIds.ts';

const KEY = 'quirkProfiles';

const keptSchema = z.object({
  profile: quirkProfileSchema,
  /** Ids of findings whose proposals the technician does not want. */
  dismissed: z.array(z.string()),
});

/** What the session file keeps of one station's treatment. */
export interface KeptProfile {
  profile: QuirkProfile;
  dismissed: readonly string[];
}

const NOTHING_KEPT: KeptProfile = Object.freeze({ profile: {}, dismissed: [] });

/** The quirk profiles of all stations, in the session file. They are few, so they stand in one entry. */
export class ProfileStore {
  readonly #meta: MetaStore;
  readonly #log: (line: string) => void;
  #kept: Map<string, KeptProfile>;

  /** What cannot be read is told to `log` and left out: a damaged profile must not keep a session shut. */
  constructor(meta: MetaStore, log: (line: string) => void) {
    this.#meta = meta;
    this.#log = log;
    this.#kept = read(meta.get(KEY), log);
  }

  /** Another file: its profiles hold, and those of connected stations go on. */
  enterFile(isConnected: (stationId: string) => boolean): void {
    const own = [...this.#kept].filter(([stationId]) => isConnected(stationId));
    const kept = [...read(this.#meta.get(KEY), this.#log)].filter(([stationId]) => !isConnected(stationId));
    this.#kept = new Map([...kept, ...own]);
    if (own.length > 0) this.#write();
  }

  get(stationId: string): KeptProfile {
    return this.#kept.get(stationId) ?? NOTHING_KEPT;
  }

  stationIds(): string[] {
    return [...this.#kept.keys()];
  }

  set(stationId: string, kept: KeptProfile): void {
    const isEmpty = Object.keys(kept.profile).length === 0 && kept.dismissed.length === 0;
    if (isEmpty) this.#kept.delete(stationId);
    else this.#kept.set(stationId, kept);
    this.#write();
  }

  #write(): void {
    this.#meta.set(KEY, JSON.stringify([...this.#kept]));
  }
}

function read(text: string | undefined, log: (line: string) => void): Map<string, KeptProfile> {
  const kept = new Map<string, KeptProfile>();
  if (text === undefined) return kept;
  const entries = z.array(z.tuple([z.string(), z.unknown()])).safeParse(parsed(text));
  if (!entries.success) log('The charger profiles of the session file cannot be read and are left out.');
  for (const [stationId, value] of entries.data ?? []) {
    const one = keptSchema.safeParse(value);
    if (one.success) kept.set(stationId, one.data);
    else log(`${stationId}: its profile in the session file cannot be read and is left out.`);
  }
  return kept;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The caller says that it cannot be read.
    return undefined;
  }
}
