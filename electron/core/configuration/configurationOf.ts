import type {
  Configuration,
  ConfigurationOwner,
  ReadScope,
} from '../../../shared/configuration/configuration.ts';
import { isCableId } from '../../../shared/service-port/cableStation.ts';
import { ASSUMED_VERSION } from '../../../shared/ocpp/version.ts';
import type { Station } from '../../../shared/station/station.ts';
import type { SourceReading } from './sources/configurationSource.ts';

/** A reading with whose it is and when it ended. */
export function configurationOf(station: Station, scope: ReadScope, reading: SourceReading): Configuration {
  return { owner: ownerOf(station), readAt: Date.now(), scope, issues: [], ...reading };
}

export function ownerOf(station: Station): ConfigurationOwner {
  const { id, version = ASSUMED_VERSION, vendor, model, serialNumber, firmwareVersion } = station;
  return {
    stationId: id,
    version: isCableId(id) ? 'service-port' : version,
    ...(vendor === undefined ? {} : { vendor }),
    ...(model === undefined ? {} : { model }),
    ...(serialNumber === undefined ? {} : { serialNumber }),
    ...(firmwareVersion === undefined ? {} : { firmwareVersion }),
  };
}
