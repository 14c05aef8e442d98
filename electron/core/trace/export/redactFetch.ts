import { posix, win32 } from 'node:path';
import type { DiagnosticsFetch, FetchStep } from '../../../../shared/files/diagnosticsFetch.ts';
import type { Redactor } from '../../../../shared/trace/redaction/redactor.ts';
import { SOME_FOLDER, type LocalFolders } from './localFolders.ts';

/** What may leave of a fetch, with the stand-ins that the records have. */
export type FetchRedaction = (fetch: DiagnosticsFetch) => DiagnosticsFetch;

export function fetchRedaction(redactor: Redactor, folders: LocalFolders): FetchRedaction {
  return (fetch) => {
    folders.learnFetch(fetch);
    const { stationId, location, fileName, file, status, protocolReason, steps } = fetch;
    const text = redactor.redactText;
    const sentence = (value: string): string => redactor.redactSentence(folders.hide(value));
    return {
      ...fetch,
      stationId: redactor.redactStationId(stationId),
      folder: SOME_FOLDER,
      location: text(location),
      protocolReason: sentence(protocolReason),
      steps: steps.map((step) => redactStep(step, sentence)),
      ...(fileName === undefined ? {} : { fileName: text(fileName) }),
      ...(status === undefined ? {} : { status: { ...status, status: text(status.status) } }),
      ...(file === undefined ? {} : { file: redactFile(file, text) }),
    };
  };
}

export function redactStep({ remedy, ...step }: FetchStep, sentence: (text: string) => string): FetchStep {
  return {
    ...step,
    sentence: sentence(step.sentence),
    ...(remedy === undefined ? {} : { remedy: sentence(remedy) }),
  };
}

function redactFile(
  file: NonNullable<DiagnosticsFetch['file']>,
  text: (value: string) => string,
): NonNullable<DiagnosticsFetch['file']> {
  const name = text(file.name);
  // A charger may send a whole path of its own; the last part is what it is called.
  const sentName = text(win32.basename(file.sentName));
  return { ...file, name, sentName, path: posix.join(SOME_FOLDER, name) };
}
