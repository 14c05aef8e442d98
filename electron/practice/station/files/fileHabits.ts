import { TRANSFER_PROTOCOLS, type TransferProtocol } from '../../../../shared/files/transferProtocol.ts';

/** How a station deals with files, as far as it differs from what the specification and common sense want. */
export interface FileHabits {
  /** What its file client knows; all of `TRANSFER_PROTOCOLS` where nothing is said. */
  protocols?: readonly TransferProtocol[];
  /** A request for another protocol is refused in the answer; otherwise it is taken and comes to nothing. */
  refusesOtherProtocols?: boolean;
  /** Certificates have to be issued by an authority that it knows; by default it trusts any. */
  isStrict?: boolean;

  logForm?: LogForm;
  /** Of the log before it is packed, in bytes. */
  logBytes?: number;
  hasNoLog?: boolean;
  /** The answer names no file although one is uploaded. */
  hidesFileName?: boolean;
  /** Turns the name that was told into the one, maybe with folders, that the file is uploaded under. */
  uploadsAs?: (fileName: string) => string;

  httpUpload?: 'PUT' | 'POST' | 'form';
  isChunked?: boolean;
  /** What it says of the size of an upload, whatever it has; then it sends a little and waits. */
  announcesBytes?: number;
  /** Of every transfer. */
  bytesPerSecond?: number;
  /** So many logins with a wrong password, and then it gives up. */
  wrongPasswords?: number;
  /** What becomes of an upload that was accepted; by default it is made and told. */
  upload?: 'never' | 'only-said' | 'twice' | 'said-failed';
  uploadTrouble?: Trouble;
  /** `Uploading` again and again. */
  repeatsUploading?: boolean;
  /** `retries: 0` means that it never tries at all. */
  takesNoRetriesAsNever?: boolean;

  asksHeadFirst?: boolean;
  /** Begins anew where others go on with a range, or from an offset. */
  neverResumes?: boolean;
  /** Takes no chunks, no redirection, and needs the server to close the connection (HTTP/1.1 of the plainest kind). */
  needsPlainHttp?: boolean;
  /** Takes an address of firmware only where it likes its form; otherwise nothing happens, without a word. */
  likesUrl?: (location: string) => boolean;
  neverDownloads?: boolean;
  downloadTrouble?: Trouble | 'reboots';
  /** Firmware is fetched and installed at once, whatever time was told. */
  ignoresTimes?: boolean;
  ignoresSignature?: boolean;
  firmware?: 'installation-fails' | 'verification-fails' | 'never-reboots' | 'keeps-version';

  /** It is a local controller, which fetches firmware for others and hands it out (OCPP 2.0.1 L03). */
  publishes?: boolean;
  /** Statuses of files that are never sent. */
  hides?: readonly string[];
}

/** `breaks`: once, in the middle, and then it goes on; `fails`: every time. */
export type Trouble = 'stalls' | 'breaks' | 'fails';
export type LogForm = 'tar.gz' | 'gz' | 'text';

/** All habits as one; of two that say something of the same thing the first holds, and hidden statuses add up. */
export function joinFileHabits(all: readonly (FileHabits | undefined)[]): FileHabits {
  const joined: FileHabits = Object.assign({}, ...all.toReversed());
  const hides = all.flatMap((habits) => habits?.hides ?? []);
  return { ...joined, hides };
}

export function protocolsOf({ protocols = TRANSFER_PROTOCOLS }: FileHabits): readonly TransferProtocol[] {
  return protocols;
}

/** As `SupportedFileTransferProtocols` and `FileTransferProtocols` spell it. */
export function protocolList(habits: FileHabits): string {
  return protocolsOf(habits)
    .map((protocol) => protocol.toUpperCase())
    .toSorted()
    .join(',');
}
