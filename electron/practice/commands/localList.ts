import { isOcpp1 } from '../../../shared/ocpp/version.ts';
import type { JsonObject } from '../../../shared/json.ts';
import { command, result, status } from '../behaviours/command.ts';
import type { Behaviour } from '../behaviours/behaviour.ts';
import type { LocalListEntry } from '../model/localList.ts';
import { integer, object, oneOf, optionalObject, optionalObjects, text } from '../payload.ts';
import type { Station } from '../station/station.ts';

function readEntry(entry: JsonObject, version: Station['version']): LocalListEntry {
  const info = optionalObject(entry, isOcpp1(version) ? 'idTagInfo' : 'idTokenInfo');
  return {
    idToken: isOcpp1(version) ? text(entry, 'idTag') : text(object(entry, 'idToken'), 'idToken'),
    status: info === undefined ? undefined : text(info, 'status'),
  };
}

/** The local authorization list and the cache (OCPP 1.6 §5.10, §5.15, §5.4; 2.0.1 D01, D02, C11). */
export const localListCommands: readonly Behaviour[] = [
  command('SendLocalList', (payload, station) => {
    const isOld = isOcpp1(station.version);
    const kind = oneOf(payload, 'updateType', ['Full', 'Differential'] as const);
    const version = integer(payload, isOld ? 'listVersion' : 'versionNumber');
    const list = station.version === '1.5' ? 'localAuthorisationList' : 'localAuthorizationList';
    const entries = (optionalObjects(payload, list) ?? []).map((entry) => readEntry(entry, station.version));
    if (!station.settings.isOn('hasLocalList')) return status(isOld ? 'NotSupported' : 'Failed');
    return status(station.localList.update(kind, version, entries));
  }),

  command('GetLocalListVersion', (_payload, station) => {
    const isOn = station.settings.isOn('hasLocalList');
    return isOcpp1(station.version)
      ? result({ listVersion: isOn ? station.localList.version : -1 })
      : result({ versionNumber: isOn ? station.localList.version : 0 });
  }),

  command('ClearCache', (_payload, station) => {
    if (!station.settings.isOn('hasCache')) return status('Rejected');
    station.localList.clearCache();
    return status('Accepted');
  }),
];
