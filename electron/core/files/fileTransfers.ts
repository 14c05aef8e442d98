import { ContractError } from '../../../shared/contract/failure.ts';
import type { TransferProtocol } from '../../../shared/files/transferProtocol.ts';
import { SharedServer, type FileServer } from './fileServer.ts';
import { HttpFiles } from './http/httpFiles.ts';
import type { FileRoute } from './http/fileArrival.ts';
import { freeBytesOf, type FreeBytes } from './storage/incomingFile.ts';
import { Sums } from './storage/sums.ts';
import { Expectation, type UploadWish } from './transfers/expectation.ts';
import { lookAt, Offer, type OfferedFile, type OfferWish } from './transfers/offer.ts';
import { SILENCE_TIMES, type SilenceTimes } from './transfers/silenceWatch.ts';
import { Turns } from './transfers/turns.ts';
import { TransferBook, type AnyTransfer } from './transfers/transferBook.ts';
import { transferUrls, type TransferUrl } from './transfers/transferUrls.ts';

/** Servers with ports of their own, by what they serve. */
export type OwnServers = Readonly<Partial<Record<'ftp' | 'ftps' | 'sftp', FileServer>>>;

export interface FileTransfersOptions {
  /** Where HTTP comes in, and whether TLS is taken there. */
  frontDoor: () => { port: number; hasTls: boolean };
  servers: (book: TransferBook) => OwnServers;
  freeBytes?: FreeBytes;
  times?: SilenceTimes;
}

interface Place {
  /** Addresses of this computer as the station can reach it, the best first. */
  hosts: readonly string[];
}

export interface UploadRequest extends UploadWish, Place {
  /** Where the file is to be kept; made where it does not exist. Nothing is ever written outside it. */
  folder: string;
  limitBytes?: number;
}

export type OfferRequest = OfferWish & Place;

/** A transfer that waits for its station, with what the station is to be told. */
export interface Prepared<T> {
  transfer: T;
  /** By protocol in the order of the wish, by host in that of the hosts. */
  urls: TransferUrl[];
  /** Protocols of the wish that cannot be had, and why. */
  missing: Array<{ protocol: TransferProtocol; failure: ContractError }>;
}

/** Diagnostics of a few hundred megabytes are the largest that were seen. */
const LIMIT_BYTES = 4_000_000_000;
/** Stays free on the disk, for the session and the system. */
const RESERVE_BYTES = 200_000_000;

/**
 * Files from and to stations. A transfer has an address of its own, which is good for one station and one file; servers
 * other than HTTP listen only while a transfer needs them. Who waits for a file listens to the transfer (`on`).
 */
export class FileTransfers {
  readonly #options: FileTransfersOptions;
  readonly #book = new TransferBook();
  readonly #sums = new Sums();
  readonly #turns = new Turns();
  readonly #servers: ReadonlyMap<TransferProtocol, SharedServer>;
  /** Servers that are on their way to be closed. */
  #closing: Promise<unknown> = Promise.resolve();
  /** For the front door. */
  readonly http: FileRoute = new HttpFiles(this.#book);

  constructor(options: FileTransfersOptions) {
    this.#options = options;
    const servers = options.servers(this.#book);
    this.#servers = new Map(
      (['ftp', 'ftps', 'sftp'] as const).flatMap((protocol) => {
        const server = servers[protocol];
        return server === undefined ? [] : [[protocol, new SharedServer(server)] as const];
      }),
    );
  }

  /** Whether files can come and go by a protocol at all; its port may still be taken by another program. */
  has(protocol: TransferProtocol): boolean {
    if (protocol === 'http') return true;
    return protocol === 'https' ? this.#options.frontDoor().hasTls : this.#servers.has(protocol);
  }

  /** Waits for a file. Fails with `unavailable` where none of the protocols can be had. */
  async expectUpload(request: UploadRequest): Promise<Prepared<Expectation>> {
    const { freeBytes = freeBytesOf, times = SILENCE_TIMES } = this.#options;
    const { folder, limitBytes = LIMIT_BYTES } = request;
    const rules = { folder, limitBytes, reserveBytes: RESERVE_BYTES, freeBytes, sums: this.#sums };
    return this.#prepare(new Expectation(request, rules, times), request.hosts);
  }

  /**
   * Offers a file. Fails with `not-found`, `invalid-params` or `conflict` where it cannot be handed out as it was known,
   * and with `unavailable` where none of the protocols can be had.
   */
  async offerFile(request: OfferRequest): Promise<Prepared<Offer>> {
    const { times = SILENCE_TIMES } = this.#options;
    return this.#prepare(
      await Offer.open(request, { times, sums: this.#sums, turns: this.#turns }),
      request.hosts,
    );
  }

  /** What a file is that may be offered later. Fails as offering it does. */
  lookAt(path: string): Promise<OfferedFile> {
    return lookAt({ path }, this.#sums);
  }

  /** Ends all transfers. */
  async close(): Promise<void> {
    for (const transfer of this.#book.open()) transfer.cancel();
    await this.#closing;
    await Promise.all([...this.#servers.values()].map((server) => server.stop()));
    await this.#sums.close();
  }

  async #prepare<T extends AnyTransfer>(transfer: T, hosts: readonly string[]): Promise<Prepared<T>> {
    const ports = new Map<TransferProtocol, number>();
    const missing: Prepared<T>['missing'] = [];
    for (const protocol of transfer.protocols) {
      try {
        ports.set(protocol, await this.#portOf(protocol));
      } catch (error) {
        if (!(error instanceof ContractError)) throw error;
        missing.push({ protocol, failure: error });
      }
    }
    const [first] = missing;
    if (ports.size === 0) {
      throw first?.failure ?? new ContractError('invalid-params', 'No protocol was chosen for the file.');
    }
    this.#book.add(transfer);
    transfer.on((event) => {
      if (event.kind === 'ended') this.#release([...ports.keys()]);
    });
    return { transfer, urls: transferUrls(transfer, hosts, ports), missing };
  }

  async #portOf(protocol: TransferProtocol): Promise<number> {
    const { port, hasTls } = this.#options.frontDoor();
    if (protocol === 'http') return port;
    if (protocol === 'https' && hasTls) return port;
    const server = this.#servers.get(protocol);
    if (server !== undefined) return server.take();
    throw new ContractError('unavailable', `Files cannot come by ${protocol.toUpperCase()} here.`, {
      hint: 'It needs TLS, which is off: start Kerbside with --tls optional.',
    });
  }

  #release(protocols: readonly TransferProtocol[]): void {
    const releases = protocols.map((protocol) => this.#servers.get(protocol)?.release());
    this.#closing = Promise.allSettled([this.#closing, ...releases]);
  }
}
