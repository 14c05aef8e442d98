import { existsSync } from 'node:fs';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { DiagnosticsFetch, FetchedFile } from '../../../shared/files/diagnosticsFetch.ts';

/** The file that a fetch has brought. Fails with `not-found` where none has come, or it is gone. */
export function receivedFile({ file }: DiagnosticsFetch): FetchedFile {
  if (file !== undefined && existsSync(file.path)) return file;
  throw new ContractError('not-found', 'The file is not there: it has not come, or was moved away.');
}
