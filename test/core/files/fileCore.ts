import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  FileTransfers,
  type FileTransfersOptions,
  type Prepared,
} from '../../../electron/core/files/fileTransfers.ts';
import { attemptOf } from '../../../electron/core/files/attemptNote.ts';
import { createOwnServers, type OwnServersOptions } from '../../../electron/core/files/ownServers.ts';
import type { CentralSystemOptions } from '../../../electron/core/central/centralSystem.ts';
import type { Expectation } from '../../../electron/core/files/transfers/expectation.ts';
import type { Offer } from '../../../electron/core/files/transfers/offer.ts';
import type { DownloadEvent } from '../../../electron/core/files/transfers/downloadEvents.ts';
import type { UploadEvent } from '../../../electron/core/files/transfers/uploadEvents.ts';
import type { FrontDoorOptions } from '../../../electron/core/front-door/frontDoor.ts';
import { SshHostKeys } from '../../../electron/core/security/sshHostKeys.ts';
import type { LocalAuthority } from '../../../electron/core/security/localAuthority.ts';
import type { TransferProtocol } from '../../../shared/files/transferProtocol.ts';
import { startTestCore, type TestCore } from '../central/testCore.ts';

/** Made once for all tests of a process: keys of RSA take a while. */
const hostKeys = new SshHostKeys(undefined);

export interface FileCore extends TestCore {
  files: FileTransfers;
  /** Where uploads are kept. */
  folder: string;
  /** Names in that folder. */
  kept(): string[];
  expectUpload(
    protocol: TransferProtocol,
    wish?: { limitBytes?: number; isAnonymous?: boolean; folder?: string },
  ): Promise<Waiting<Expectation, UploadEvent>>;
  offerFile(
    protocol: TransferProtocol,
    path: string,
    wish?: { isPlain?: boolean; name?: string; isAnonymous?: boolean },
  ): Promise<Waiting<Offer, DownloadEvent>>;
}

/** A transfer with everything that it told so far. */
export interface Waiting<T, E> extends Prepared<T> {
  url: string;
  events: E[];
  /** The first event of a kind, that was or will be. */
  event<K extends (E extends { kind: infer N } ? N : never)>(kind: K): Promise<Extract<E, { kind: K }>>;
}

export interface FileCoreOptions {
  files?: Partial<FileTransfersOptions>;
  servers?: Partial<OwnServersOptions>;
  door?: Partial<FrontDoorOptions>;
  central?: Partial<CentralSystemOptions>;
  /** Without it there is no TLS. */
  authority?: LocalAuthority;
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The front door with the service of files behind it, as the core puts them together. */
export async function startFileCore(options: FileCoreOptions = {}): Promise<FileCore> {
  const { authority } = options;
  const folder = temporaryFolder();
  const files = new FileTransfers({
    frontDoor: () => ({ port: core.port, hasTls: authority !== undefined }),
    servers: (book) =>
      createOwnServers(book, {
        host: '127.0.0.1',
        certificates: authority,
        hostKeys: () => hostKeys.keys(),
        ports: { ftp: [0], ftps: [0], sftp: [0] },
        onAttempt: (note) => core.attempts.add(attemptOf(note)),
        ...options.servers,
      }),
    ...options.files,
  });
  const tls = authority === undefined ? {} : { tls: { mode: 'optional' as const, certificates: authority } };
  const core = await startTestCore(options.central, { files: files.http, ...tls, ...options.door });
  onTestFinished(async () => {
    await files.close();
    await core.close();
  });
  const common = { stationId: 'CP-1', hosts: ['127.0.0.1'] };
  return {
    ...core,
    files,
    folder,
    kept: () => readdirSync(folder),
    expectUpload: async (protocol, wish = {}) =>
      waiting<Expectation, UploadEvent>(
        await files.expectUpload({
          ...common,
          folder,
          purpose: 'diagnostics',
          protocols: [protocol],
          ...wish,
        }),
      ),
    offerFile: async (protocol, path, wish = {}) =>
      waiting<Offer, DownloadEvent>(
        await files.offerFile({ ...common, path, protocols: [protocol], ...wish }),
      ),
  };
}

interface Listened<E> {
  on(listener: (event: E) => void): () => void;
}

function waiting<T extends Listened<E>, E extends { kind: string }>(prepared: Prepared<T>): Waiting<T, E> {
  const events: E[] = [];
  prepared.transfer.on((event) => events.push(event));
  type Kind = E extends { kind: infer N } ? N : never;
  return {
    ...prepared,
    url: prepared.urls[0]?.url ?? '',
    events,
    event: <K extends Kind>(kind: K) => {
      const isWanted = (event: E): event is Extract<E, { kind: K }> => event.kind === kind;
      const there = events.find(isWanted);
      if (there !== undefined) return Promise.resolve(there);
      return new Promise<Extract<E, { kind: K }>>((resolve) => {
        const stop = prepared.transfer.on((event) => {
          if (!isWanted(event)) return;
          stop();
          resolve(event);
        });
      });
    },
  };
}
