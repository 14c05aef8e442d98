import type { WantedChange } from '../../../../shared/configuration/change.ts';
import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import type { KeptSnapshot, Snapshot } from '../../../../shared/configuration/snapshot.ts';
import { ContractError } from '../../../../shared/contract/failure.ts';

export interface UndoPlan {
  changes: WantedChange[];
  cannot: { address: string; sentence: string }[];
}

/** The configurations that the session keeps. */
export class Snapshots {
  readonly #listeners = new Set<(snapshot: Snapshot) => void>();

  list(_stationId?: string): Snapshot[] {
    return [];
  }

  onChange(listener: (snapshot: Snapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  take(
    stationId: string,
    _about: { name?: string | undefined; note?: string | undefined; isLatest?: boolean | undefined },
  ): Promise<Snapshot> {
    return Promise.reject(new ContractError('unavailable', `${stationId} cannot be kept yet.`));
  }

  import(stationId: string, _configuration: Configuration, _name: string | undefined): Snapshot {
    throw new ContractError('unavailable', `${stationId} cannot be kept yet.`);
  }

  describe(id: string, _about: { name?: string | undefined; note?: string | undefined }): Snapshot {
    throw new ContractError('not-found', `There is no snapshot ${id} in this session.`);
  }

  read(id: string): KeptSnapshot {
    throw new ContractError('not-found', `There is no snapshot ${id} in this session.`);
  }

  undoPlan(id: string): Promise<UndoPlan> {
    return Promise.reject(new ContractError('not-found', `There is no snapshot ${id} in this session.`));
  }
}
