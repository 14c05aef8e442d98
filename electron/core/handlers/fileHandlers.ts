import { createReadStream } from 'node:fs';
import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { FILE_METHODS } from '../../../shared/contract/methods/fileMethods.ts';
import { fetchesIn } from '../trace/open/fetchesIn.ts';
import { receivedFile } from '../diagnostics/receivedFile.ts';
import { requireHere } from './requireHere.ts';
import type { Services } from './services.ts';

type FileHandlers = Pick<Handlers, keyof typeof FILE_METHODS>;

export function fileHandlers({ diagnostics, downloads, traces }: Services): FileHandlers {
  return {
    'diagnostics.fetch': (request, { origin }) => {
      if (request.folder !== undefined) requireHere(origin, request.folder);
      return diagnostics.start(request);
    },
    'diagnostics.cancel': ({ id }) => diagnostics.cancel(id),
    'diagnostics.retry': ({ id, protocol }) => diagnostics.retry(id, protocol),
    'diagnostics.list': ({ stationId, trace }) =>
      trace === undefined ? diagnostics.list(stationId) : fetchesIn(traces.of(trace), stationId),
    'diagnostics.save': ({ id }) => {
      const { path, name: fileName } = receivedFile(diagnostics.find(id));
      const contentType = 'application/octet-stream';
      const ticket = downloads.offer({ fileName, contentType, open: () => createReadStream(path) });
      return { ticket, fileName };
    },
  };
}
