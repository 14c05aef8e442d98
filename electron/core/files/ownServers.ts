import type { AttemptNote } from './attemptNote.ts';
import type { OwnServers } from './fileTransfers.ts';
import type { FtpServerOptions } from './ftp/ftpServer.ts';
import type { FileCertificates } from './ftp/ftpTls.ts';
import type { FileServer } from './fileServer.ts';
import { loadedOnOpen } from './loadedOnOpen.ts';
import { LoginGuard } from './loginGuard.ts';
import type { TransferBook } from './transfers/transferBook.ts';

export interface OwnServersOptions {
  host: string;
  /** Nothing where there is no TLS. */
  certificates: FileCertificates | undefined;
  /** Private keys by which SFTP clients recognise this computer. */
  hostKeys: () => Promise<string[]>;
  onAttempt: (note: AttemptNote) => void;
  /** Ports to be tried, in this order; the standard one and one that needs no rights, where absent. */
  ports?: Partial<Record<keyof OwnServers, readonly number[]>>;
  ftpTimes?: FtpServerOptions['times'];
}

/** The standard port comes first, since some chargers ignore the one in an address; systems often forbid or use it. */
const PORTS = { ftp: [21, 2121, 0], ftps: [990, 9990, 0], sftp: [22, 2222, 0] } as const;

/** The servers of files that have ports of their own. */
export function createOwnServers(book: TransferBook, options: OwnServersOptions): OwnServers {
  const { host, certificates, hostKeys, onAttempt, ftpTimes = {} } = options;
  const ports = { ...PORTS, ...options.ports };
  const guard = new LoginGuard(book);
  const common = { book, guard, host, certificates, onAttempt, times: ftpTimes };
  const ftp = (isImplicit: boolean): FileServer =>
    loadedOnOpen(async () => {
      const { FtpServer } = await import('./ftp/ftpServer.ts');
      return new FtpServer({ ...common, ports: isImplicit ? ports.ftps : ports.ftp, isImplicit });
    });
  return {
    ftp: ftp(false),
    ...(certificates === undefined ? {} : { ftps: ftp(true) }),
    sftp: loadedOnOpen(async () => {
      const { SftpServer } = await import('./sftp/sftpServer.ts');
      return new SftpServer({ host, ports: ports.sftp, guard, onAttempt, hostKeys });
    }),
  };
}
