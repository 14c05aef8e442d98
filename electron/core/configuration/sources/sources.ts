import { isOcpp1 } from '../../../../shared/ocpp/version.ts';
import type { Station } from '../../../../shared/station/station.ts';
import type { ConfigurationSource } from './configurationSource.ts';
import { Ocpp1Source } from './ocpp1/ocpp1Source.ts';
import { Ocpp2Source } from './ocpp2/ocpp2Source.ts';
import type { OcppCalls } from './ocppCalls.ts';

/** The source of each station: one for as long as it speaks the same version. */
export class Sources {
  readonly #calls: OcppCalls;
  readonly #sources = new Map<string, { version: string; source: ConfigurationSource }>();

  constructor(calls: OcppCalls) {
    this.#calls = calls;
  }

  of({ id, version = '1.6' }: Station): ConfigurationSource {
    const known = this.#sources.get(id);
    if (known?.version === version) return known.source;
    const source = isOcpp1(version)
      ? new Ocpp1Source(id, version, this.#calls)
      : new Ocpp2Source(id, version, this.#calls);
    this.#sources.set(id, { version, source });
    return source;
  }
}
