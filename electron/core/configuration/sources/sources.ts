import { isOcpp1 } from '../../../../shared/ocpp/version.ts';
import type { Station } from '../../../../shared/station/station.ts';
import type { ConfigurationSource } from './configurationSource.ts';
import { Ocpp1Source } from './ocpp1/ocpp1Source.ts';
import { Ocpp2Source } from './ocpp2/ocpp2Source.ts';
import type { OcppCalls } from './ocppCalls.ts';
import type { Cables } from './port/cables.ts';
import { PortSource } from './port/portSource.ts';
import { isCableId } from '../../../../shared/service-port/cableStation.ts';

/** The source of each station: one for as long as it speaks the same version. */
export class Sources {
  readonly #calls: OcppCalls;
  readonly #cables: Cables | undefined;
  readonly #sources = new Map<string, { version: string; source: ConfigurationSource }>();

  constructor(calls: OcppCalls, cables?: Cables) {
    this.#calls = calls;
    this.#cables = cables;
  }

  of({ id, version = '1.6' }: Station): ConfigurationSource {
    // It holds nothing: what there is to read and write is for the port to know.
    if (isCableId(id) && this.#cables !== undefined) return new PortSource(this.#cables.itemsOf(id));
    const known = this.#sources.get(id);
    if (known?.version === version) return known.source;
    const source = isOcpp1(version)
      ? new Ocpp1Source(id, version, this.#calls)
      : new Ocpp2Source(id, version, this.#calls);
    this.#sources.set(id, { version, source });
    return source;
  }
}
