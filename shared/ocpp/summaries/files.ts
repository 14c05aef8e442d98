import { objectOf, textOf } from './reading.ts';
import type { Say, Summaries } from './summary.ts';
import { address, firstOf, joined, labelled, sayAddress, shortId, status } from './wording.ts';

const progress: Say = (payload) =>
  joined([status(payload), labelled('request', textOf(payload, 'requestId'))]);

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
    request: (payload) =>
      joined([
        address(payload, 'location'),
        labelled('from', textOf(payload, 'startTime')),
        labelled('until', textOf(payload, 'stopTime')),
      ]),
    response: (payload) => textOf(payload, 'fileName') ?? 'no file',
  },
  DiagnosticsStatusNotification: { request: progress },
  GetLog: {
    request: (payload) =>
      joined([
        textOf(payload, 'logType'),
        address(objectOf(payload, 'log'), 'remoteLocation'),
        labelled('request', textOf(payload, 'requestId')),
      ]),
    response: (payload) => joined([status(payload), textOf(payload, 'filename')]),
  },
  LogStatusNotification: { request: progress },
  UpdateFirmware: {
    request: (payload) =>
      objectOf(payload, 'firmware') === undefined
        ? joined([address(payload, 'location'), labelled('fetch at', textOf(payload, 'retrieveDate'))])
        : joined([signedFirmware(payload), labelled('request', textOf(payload, 'requestId'))]),
  },
  PublishFirmware: {
    request: (payload) =>
      joined([
        address(payload, 'location'),
        labelled('checksum', shortId(textOf(payload, 'checksum'))),
        labelled('request', textOf(payload, 'requestId')),
      ]),
  },
  PublishFirmwareStatusNotification: {
    request: (payload) =>
      joined([
        status(payload),
        firstOf(payload, 'location', (item) => (typeof item === 'string' ? sayAddress(item) : undefined)),
        labelled('request', textOf(payload, 'requestId')),
      ]),
  },
  UnpublishFirmware: { request: (payload) => labelled('checksum', shortId(textOf(payload, 'checksum'))) },
  SignedUpdateFirmware: {
    request: (payload) =>
      joined([signedFirmware(payload), labelled('request', textOf(payload, 'requestId'))]),
  },
  FirmwareStatusNotification: { request: progress },
  SignedFirmwareStatusNotification: { request: progress },
};
