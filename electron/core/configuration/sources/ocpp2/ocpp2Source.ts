import type { ReadScope } from '../../../../../shared/configuration/configuration.ts';
import type { WantedChange } from '../../../../../shared/configuration/change.ts';
import { ContractError } from '../../../../../shared/contract/failure.ts';
import type {
  ConfigurationSource,
  SourceContext,
  SourceReading,
  WriteResult,
} from '../configurationSource.ts';
import type { OcppCalls } from '../ocppCalls.ts';

/** The device model of a 2.x station. */
export class Ocpp2Source implements ConfigurationSource {
  readonly #stationId: string;

  constructor(stationId: string, _calls: OcppCalls) {
    this.#stationId = stationId;
  }

  readWhole(_scope: ReadScope, _context: SourceContext): Promise<SourceReading> {
    return Promise.reject(this.#later());
  }

  readSome(_addresses: readonly string[], _context: SourceContext): Promise<SourceReading> {
    return Promise.reject(this.#later());
  }

  batchSize(_changes: readonly WantedChange[]): number {
    return 1;
  }

  write(_batch: readonly WantedChange[], _context: SourceContext): Promise<WriteResult[]> {
    return Promise.reject(this.#later());
  }

  ownAddress(address: string): string {
    return address;
  }

  #later(): ContractError {
    return new ContractError('unavailable', `The variables of ${this.#stationId} cannot be read yet.`);
  }
}
