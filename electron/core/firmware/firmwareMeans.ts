import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import type { Listening } from '../../../shared/session/listening.ts';
import type { QuirkProfile } from '../../../shared/station/quirkProfile.ts';
import type { Station } from '../../../shared/station/station.ts';
import type { OcppCalls } from '../configuration/sources/ocppCalls.ts';
import type { FileTransfers } from '../files/fileTransfers.ts';
import type { Recorder } from '../trace/store/newRecord.ts';
import type { FirmwareLibrarySource } from './firmwareFiles.ts';
import type { FirmwareNews } from './firmwareNews.ts';
import type { UpdateTimes } from './story/updateEvent.ts';

/** What pushing firmware needs of the rest of the core. */
export interface FirmwareMeans {
  central: OcppCalls['central'] & {
    localAddressOf(stationId: string): string | undefined;
    profileOf(stationId: string): QuirkProfile;
  };
  transfers: Pick<FileTransfers, 'offerFile' | 'has' | 'lookAt'>;
  news: Pick<FirmwareNews, 'on'>;
  listening: () => Listening;
  recorder: Recorder;
  kept: { load(): FirmwareUpdate[]; save(update: FirmwareUpdate): void };
  library: FirmwareLibrarySource | undefined;
  /** What a station says of the protocols that it takes. Never rejects. */
  protocolsOf: (station: Station) => Promise<string[] | undefined>;
  /** Why the configuration of a station is not free, as a sentence. */
  busyWith: (stationId: string) => string | undefined;
  /** Whether a station is being asked for a log. */
  isFetching: (stationId: string) => boolean;
  /** What was read last. */
  configuration: (stationId: string) => Pick<Configuration, 'items'> | undefined;
  /** Keeps the configuration of a station. Answers with the id of the snapshot; fails as reading does. */
  keepConfiguration: (stationId: string) => Promise<string>;
  times?: Partial<UpdateTimes>;
}
