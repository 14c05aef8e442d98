import type { JsonObject } from '../../../shared/json.ts';
import { habitOf } from '../../../electron/practice/behaviours/namedHabits.ts';
import type { Behaviour } from '../../../electron/practice/behaviours/behaviour.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';
import { asText, type CallLog } from '../callLog.ts';

const UPLOAD_ENDS = new Set([
  'AcceptedCanceled',
  'BadMessage',
  'NotSupportedOperation',
  'PermissionDenied',
  'UploadFailed',
  'UploadFailure',
  'Uploaded',
]);

/** Habits as the command line names them. */
export function habits(...words: string[]): { behaviours: Behaviour[] } {
  return {
    behaviours: words.map((word) => {
      const habit = habitOf(word);
      if (habit === undefined) throw new Error(`no habit ${word}`);
      return habit;
    }),
  };
}

/** Asks for diagnostics the way of the version; answers with the name that the station told, if any. */
export async function askForLog(
  central: CallLog,
  version: OcppVersion,
  location: string,
  more: JsonObject = {},
): Promise<string> {
  if (version === '1.5' || version === '1.6') {
    const answer = await central.call('GetDiagnostics', { location, ...more });
    return answer.kind === 'result' ? asText(answer.payload['fileName'] ?? '') : answer.code;
  }
  const log = { remoteLocation: location };
  const request = { requestId: 3, logType: 'DiagnosticsLog', log, ...more };
  const answer = await central.call('GetLog', request);
  return answer.kind === 'result' ? asText(answer.payload['filename'] ?? '') : answer.code;
}

/** The status that an upload ended with. */
export async function endOfUpload(central: CallLog, version: OcppVersion): Promise<string> {
  const isOld = version === '1.5' || version === '1.6';
  const action = isOld ? 'DiagnosticsStatusNotification' : 'LogStatusNotification';
  const { payload } = await central.expect(action, ({ status }) => UPLOAD_ENDS.has(asText(status)));
  return asText(payload['status']);
}

export function statuses(central: CallLog, action: string): string[] {
  return central.received(action).map(({ status }) => asText(status));
}
