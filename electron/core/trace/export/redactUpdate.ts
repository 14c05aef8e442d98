import { posix } from 'node:path';
import type { FirmwareUpdate, PreCheck } from '../../../../shared/files/firmwareUpdate.ts';
import type { Redactor } from '../../../../shared/trace/redaction/redactor.ts';
import { SOME_FOLDER, type LocalFolders } from './localFolders.ts';
import { redactStep } from './redactFetch.ts';

/** What may leave of an update, with the stand-ins that the records have. */
export type UpdateRedaction = (update: FirmwareUpdate) => FirmwareUpdate;

/** Versions and the names of firmware say which firmware it is, and stay. */
export function updateRedaction(redactor: Redactor, folders: LocalFolders): UpdateRedaction {
  return (update) => {
    folders.learnUpdate(update);
    const { versionBefore, versionAfter } = update;
    for (const told of [update.file.name, update.file.version, versionBefore, versionAfter]) {
      if (told !== undefined) redactor.keepVersions(told);
    }
    const text = redactor.redactText;
    const sentence = (value: string): string => redactor.redactSentence(folders.hide(value));
    const { stationId, file, location, protocolReason, publishedAt, failedAt, status } = update;
    return {
      ...update,
      stationId: redactor.redactStationId(stationId),
      file: { ...file, path: posix.join(SOME_FOLDER, file.name) },
      location: text(location),
      protocolReason: sentence(protocolReason),
      preChecks: update.preChecks.map((check) => redactCheck(check, sentence)),
      connections: update.connections.map((one) => redactConnection(one, text, sentence)),
      steps: update.steps.map((step) => redactStep(step, sentence)),
      ...(publishedAt === undefined ? {} : { publishedAt: publishedAt.map(text) }),
      ...(status === undefined ? {} : { status: { ...status, status: text(status.status) } }),
      ...(failedAt === undefined ? {} : { failedAt: { ...failedAt, why: sentence(failedAt.why) } }),
    };
  };
}

function redactCheck({ remedy, ...check }: PreCheck, sentence: (text: string) => string): PreCheck {
  return {
    ...check,
    sentence: sentence(check.sentence),
    ...(remedy === undefined ? {} : { remedy: sentence(remedy) }),
  };
}

type Connection = FirmwareUpdate['connections'][number];

function redactConnection(
  { client, sentence: end, ...connection }: Connection,
  text: (value: string) => string,
  sentence: (value: string) => string,
): Connection {
  return {
    ...connection,
    address: text(connection.address),
    ...(client === undefined ? {} : { client: text(client) }),
    ...(end === undefined ? {} : { sentence: sentence(end) }),
  };
}
