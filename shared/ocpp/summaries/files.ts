import { objectOf, textOf } from './reading.ts';
import type { Say, Summaries } from './summary.ts';
import { address, joined, labelled, status } from './wording.ts';

const progress: Say = (payload) =>
  joined([textOf(payload, 'status'), labelled('request', textOf(payload, 'requestId'))]);

const signedFirmware: Say = (payload) => {
  const firmware = objectOf(payload, 'firmware');
  return joined([
    address(firmware, 'location'),
    labelled('fetch at', textOf(firmware, 'retrieveDateTime')),
    labelled('install at', textOf(firmware, 'installDateTime')),
    textOf(firmware, 'signature') === undefined ? undefined : 'signed',
  ]);
};

/** Diagnostics, logs and firmware. */
export const FILES: Summaries = {
  GetDiagnostics: {
    request: (payload) => address(payload, 'location'),
    response: (payload) => textOf(payload, 'fileName') ?? 'no file',
  },
  DiagnosticsStatusNotification: { request: progress },
  GetLog: {
    request: (payload) =>
      joined([textOf(payload, 'logType'), address(objectOf(payload, 'log'), 'remoteLocation')]),
    response: (payload) => joined([status(payload), textOf(payload, 'filename')]),
  },
  LogStatusNotification: { request: progress },
  UpdateFirmware: {
    request: (payload) =>
      objectOf(payload, 'firmware') === undefined
        ? joined([address(payload, 'location'), labelled('fetch at', textOf(payload, 'retrieveDate'))])
        : signedFirmware(payload),
  },
  SignedUpdateFirmware: { request: signedFirmware },
  FirmwareStatusNotification: { request: progress },
  SignedFirmwareStatusNotification: { request: progress },
};
