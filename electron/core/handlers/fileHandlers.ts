import { createReadStream, existsSync } from 'node:fs';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { FILE_METHODS } from '../../../shared/contract/methods/fileMethods.ts';
import { fetchesIn } from '../trace/open/fetchesIn.ts';
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
      const { file } = diagnostics.find(id);
      if (file === undefined || !existsSync(file.path)) {
        throw new ContractError('not-found', 'The file is not there: it has not come, or was moved away.');
      }
      const { path, name: fileName } = file;
      const contentType = 'application/octet-stream';
      const ticket = downloads.offer({ fileName, contentType, open: () => createReadStream(path) });
      return { ticket, fileName };
    },
  };
}
