import { posix, win32 } from 'node:path';
import type { DiagnosticsFetch, FetchStep } from '../../../../shared/files/diagnosticsFetch.ts';
import type { Redactor } from '../../../../shared/trace/redaction/redactor.ts';

/** What may leave of a fetch, with the stand-ins that the records have. */
export type FetchRedaction = (fetch: DiagnosticsFetch) => DiagnosticsFetch;

/** Stands for the folder of a file: it tells the user's name, and means nothing on another computer. */
const SOME_FOLDER = '…';

export function fetchRedaction(redactor: Redactor): FetchRedaction {
  return (fetch) => {
    const { stationId, folder, location, fileName, file, status, protocolReason, steps } = fetch;
    const text = (value: string): string => redactor.redactText(withoutToken(value));
    const sentence = (value: string): string =>
      redactor.redactSentence(withoutToken(value.replaceAll(folder, SOME_FOLDER)));
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

function redactStep({ remedy, ...step }: FetchStep, sentence: (text: string) => string): FetchStep {
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

/** The one-time path guards a file by HTTP as a password does. */
function withoutToken(text: string): string {
  return text.replaceAll(/(?<=\/f\/)[a-z2-9]{16}(?![a-z0-9])/g, SOME_FOLDER);
}
