import type { DiagnosticsFetch } from '../../../shared/files/diagnosticsFetch.ts';
import type { LogKind } from '../../../shared/files/logKind.ts';
import type { TransferProtocol } from '../../../shared/files/transferProtocol.ts';
import type { Listening } from '../../../shared/session/listening.ts';
import type { QuirkProfile } from '../../../shared/station/quirkProfile.ts';
import type { OcppCalls } from '../configuration/sources/ocppCalls.ts';
import type { FileTransfers } from '../files/fileTransfers.ts';
import type { Recorder } from '../trace/store/newRecord.ts';
import type { AskProtocolsOptions } from './askProtocols.ts';
import type { StationNews } from './stationNews.ts';
import type { FetchTimes } from './story/fetchEvent.ts';

export interface DiagnosticsFetchesOptions extends Pick<AskProtocolsOptions, 'configuration'> {
  central: OcppCalls['central'] & {
    localAddressOf(stationId: string): string | undefined;
    profileOf(stationId: string): QuirkProfile;
  };
  transfers: Pick<FileTransfers, 'expectUpload' | 'has'>;
  news: StationNews;
  listening: () => Listening;
  recorder: Recorder;
  kept: { load(): DiagnosticsFetch[]; save(fetch: DiagnosticsFetch): void };
  /** Where files go that nobody chose a folder for; each station has one below it. */
  folder: string;
  /** Whether the session is only looked at: another Kerbside may be receiving into its folder. */
  isReadOnly?: boolean;
  times?: FetchTimes;
  /** A line for the log of the host. */
  log?: (line: string) => void;
}

export interface FetchRequest {
  stationId: string;
  kind?: LogKind | undefined;
  /** Epoch ms. */
  from?: number | undefined;
  to?: number | undefined;
  protocol?: TransferProtocol | undefined;
  retries?: number | undefined;
  retryIntervalS?: number | undefined;
  /** Addresses for FTP without user and password. */
  isAnonymous?: boolean | undefined;
  /** An absolute path. */
  folder?: string | undefined;
}
