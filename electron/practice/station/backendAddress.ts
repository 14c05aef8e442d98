import { isOcpp1, type OcppVersion } from '../../../shared/ocpp/version.ts';
import { BACKEND_URL_KEY } from '../model/configurationKeys.ts';
import type { Settings } from './settings.ts';

/** Where the address of a network connection profile stands in the device model; 2.0.1 does not show it. */
export function slotUrlPath(slot: number): string {
  return `NetworkConfiguration[${slot}].OcppCsmsUrl`;
}

export function setBackendAddress(settings: Settings, version: OcppVersion, url: string): void {
  if (isOcpp1(version)) settings.configuration.set(BACKEND_URL_KEY, url);
  else settings.deviceModel.set(slotUrlPath(1), url);
}

/**
 * Where the station looks for its central system when it connects the next time: its key, or the first slot of
 * NetworkConfigurationPriority that is filled. What cannot be an address is left out of account, or nobody would ever reach it again.
 */
export function backendAddress(settings: Settings, version: OcppVersion, fallback: string): string {
  const { configuration, deviceModel } = settings;
  if (isOcpp1(version)) return usable(configuration.value(BACKEND_URL_KEY)) ?? fallback;
  const order = deviceModel.valueAt('OCPPCommCtrlr.NetworkConfigurationPriority').split(',');
  for (const slot of order.map(Number)) {
    const url = usable(deviceModel.valueAt(slotUrlPath(slot)));
    if (url === undefined) continue;
    deviceModel.set('OCPPCommCtrlr.ActiveNetworkProfile', String(slot));
    return url;
  }
  return fallback;
}

function usable(text: string): string | undefined {
  return /^(?:ws|http)s?:$/.test(URL.parse(text)?.protocol ?? '') ? text : undefined;
}
