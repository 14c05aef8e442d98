import type { ChangeRun, WantedChange } from '../../../../shared/configuration/change.ts';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';

export interface ChangeRequest {
  stationId: string;
  changes: readonly WantedChange[];
  origin: ChangeRun['origin'];
  name?: string | undefined;
}

/** The runs of changes of this session. */
export class ChangeRuns {
  readonly #listeners = new Set<(run: ChangeRun) => void>();

  list(_stationId?: string): ChangeRun[] {
    return [];
  }

  onChange(listener: (run: ChangeRun) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start({ stationId }: ChangeRequest): Promise<ChangeRun> {
    return Promise.reject(new ContractError('unavailable', `${stationId} cannot be changed yet.`));
  }

  continue(id: string, _secrets: readonly WantedChange[]): Promise<ChangeRun> {
    return Promise.reject(new ContractError('not-found', `There is no run ${id} in this session.`));
  }

  stop(id: string): ChangeRun {
    throw new ContractError('not-found', `There is no run ${id} in this session.`);
  }

  restart(stationId: string): Promise<Outcome> {
    return Promise.reject(new ContractError('unavailable', `${stationId} cannot be restarted yet.`));
  }
}
