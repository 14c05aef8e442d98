import type { Caller } from '../transfers/transfer.ts';
import { wrongWay, type Refusal } from '../transfers/refusal.ts';
import type { AnyTransfer, TransferBook } from '../transfers/transferBook.ts';
import { answerRefusal, answerText } from './fileAnswer.ts';
import type { FileArrival, FileRoute } from './fileArrival.ts';
import { readFilePath } from './filePath.ts';
import { sendFile } from './sendFile.ts';
import { takeUpload } from './takeUpload.ts';

const UPLOAD_METHODS = 'GET, HEAD, OPTIONS, POST, PUT';
const DOWNLOAD_METHODS = 'GET, HEAD, OPTIONS';

/** Files over HTTP and HTTPS, on the one port. */
export class HttpFiles implements FileRoute {
  readonly #book: TransferBook;

  constructor(book: TransferBook) {
    this.#book = book;
  }

  isFilePath(target: string): boolean {
    return readFilePath(target) !== undefined;
  }

  take(arrival: FileArrival): void {
    const { request, remoteAddress, isEncrypted } = arrival;
    const path = readFilePath(request.url ?? '/');
    const transfer = path === undefined ? undefined : this.#book.byToken(path.token);
    if (path === undefined || transfer === undefined) {
      refuse(arrival, unknownFile());
      return;
    }
    const client = request.headers['user-agent']?.slice(0, 200);
    const caller: Caller = {
      protocol: isEncrypted ? 'https' : 'http',
      remoteAddress,
      ...(client === undefined ? {} : { client }),
    };
    this.#route(arrival, transfer, caller, path.name);
  }

  #route(arrival: FileArrival, transfer: AnyTransfer, caller: Caller, name: string): void {
    const method = arrival.request.method ?? '';
    const isGet = method === 'GET' || method === 'HEAD';
    const isPut = method === 'PUT' || method === 'POST';
    const allowed = transfer.direction === 'upload' ? UPLOAD_METHODS : DOWNLOAD_METHODS;
    if (method === 'OPTIONS') {
      answerText(arrival, 200, 'Kerbside', { Allow: allowed, DAV: '1' });
    } else if (transfer.direction === 'download') {
      if (isGet) void sendFile(arrival, transfer, caller);
      else told(arrival, transfer, caller, isPut ? wrongWay('download') : otherMethod(method), allowed);
    } else if (isPut) {
      void takeUpload(arrival, transfer, caller, name);
    } else if (isGet) {
      answerText(arrival, 200, 'Kerbside waits for a file here: it is to be sent with PUT or POST.');
    } else if (method === 'MKCOL') {
      // A client of WebDAV makes the folders of its path first; here every path is one already.
      answerText(arrival, 201, 'Made.');
    } else {
      told(arrival, transfer, caller, otherMethod(method), allowed);
    }
  }
}

/** Refused, recorded as an attempt of that station, and told to who waits for it. */
function told(
  arrival: FileArrival,
  transfer: AnyTransfer,
  caller: Caller,
  refusal: Refusal,
  allowed: string,
): void {
  transfer.refuse(caller, refusal);
  refuse(arrival, { ...refusal, stationId: transfer.stationId }, { Allow: allowed });
}

function refuse(
  arrival: FileArrival,
  refusal: Refusal & { stationId?: string },
  headers: Readonly<Record<string, string>> = {},
): void {
  arrival.judge(refusal);
  answerRefusal(arrival, refusal, headers);
}

function unknownFile(): Refusal {
  return {
    code: 'file-unknown',
    sentence: 'Came for a file to an address that is none of ours: it was never given, or before a restart.',
    remedy: 'Send the command again, which gives the station a new address.',
  };
}

function otherMethod(method: string): Refusal {
  return {
    code: 'transfer-method',
    sentence: `Sent an HTTP ${method} request to the address of a file.`,
    remedy: 'Files come with PUT or POST and are fetched with GET. Try another protocol.',
  };
}
