export interface LocalListEntry {
  idToken: string;
  /** Absent: remove this entry (OCPP 1.6 §5.15). */
  status?: string | undefined;
}

export type ListUpdate = 'Accepted' | 'Failed' | 'VersionMismatch';

/** The local authorization list with its version, and the authorization cache beside it (OCPP 1.6 §3.5). */
export class LocalList {
  readonly maxLength = 500;
  #version = 0;
  readonly #entries = new Map<string, string>();
  readonly #cache = new Set<string>();

  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#entries.size;
  }

  update(kind: 'Full' | 'Differential', version: number, entries: readonly LocalListEntry[]): ListUpdate {
    if (version <= 0 || entries.length > this.maxLength) return 'Failed';
    if (kind === 'Differential' && version <= this.#version) return 'VersionMismatch';
    if (kind === 'Full' && entries.some((entry) => entry.status === undefined)) return 'Failed';
    if (kind === 'Full') this.#entries.clear();
    for (const { idToken, status } of entries) {
      if (status === undefined) this.#entries.delete(idToken);
      else this.#entries.set(idToken, status);
    }
    this.#version = version;
    return 'Accepted';
  }

  /** Status of a tag in the list. */
  lookUp(idToken: string): string | undefined {
    return this.#entries.get(idToken);
  }

  remember(idToken: string, isAccepted: boolean): void {
    if (isAccepted) this.#cache.add(idToken);
    else this.#cache.delete(idToken);
  }

  isCached(idToken: string): boolean {
    return this.#cache.has(idToken);
  }

  forget(idToken: string): boolean {
    const wasCached = this.#cache.delete(idToken);
    return this.#entries.delete(idToken) || wasCached;
  }

  clearCache(): void {
    this.#cache.clear();
  }
}
