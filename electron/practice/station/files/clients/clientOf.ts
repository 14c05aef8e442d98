import { assertNever } from '../../../../../shared/assertNever.ts';
import type { TransferProtocol } from '../../../../../shared/files/transferProtocol.ts';
import type { FileClient } from './fileClient.ts';
import { downloadByHttp } from './httpDownload.ts';
import { uploadByHttp } from './httpUpload.ts';

const httpClient: FileClient = { upload: uploadByHttp, download: downloadByHttp };

/** The libraries of FTP and SFTP are loaded when a file goes by them: most practice chargers never need them. */
export async function clientOf(protocol: TransferProtocol): Promise<FileClient> {
  switch (protocol) {
    case 'http':
    case 'https':
      return httpClient;
    case 'ftp':
    case 'ftps':
      return (await import('./ftpClient.ts')).ftpClient;
    case 'sftp':
      return (await import('./sftpClient.ts')).sftpClient;
    default:
      return assertNever(protocol);
  }
}
