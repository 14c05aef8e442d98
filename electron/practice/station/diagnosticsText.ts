import { isOcpp1 } from '../../../shared/ocpp/version.ts';
import type { StationBase } from './stationBase.ts';

/** The log that the station uploads: what a technician would look for first. */
export function diagnosticsText(station: StationBase): string {
  const { identity, clock } = station;
  const lines = [
    `${identity.vendor} ${identity.model}`,
    `station      ${station.id}`,
    `serial       ${identity.serialNumber}`,
    `firmware     ${identity.firmwareVersion}`,
    `ocpp         ${station.version}`,
    `time         ${clock.iso()}`,
  ];
  for (const connector of station.connectors) {
    const { meter } = connector;
    lines.push(
      `connector ${connector.id}  ${connector.status()}  register ${meter.registerWh.toFixed(0)} Wh  ` +
        `limit ${connector.limitA.toFixed(1)} A  ${meter.temperatureCelsius.toFixed(1)} C`,
    );
  }
  for (const key of station.settings.configuration.keys()) {
    if (key.access !== 'write-only' && isOcpp1(station.version)) {
      lines.push(`${key.key}=${station.settings.configuration.value(key.key)}`);
    }
  }
  for (const variable of isOcpp1(station.version) ? [] : station.settings.deviceModel.variables()) {
    if (variable.access === 'WriteOnly') continue;
    lines.push(`${variable.component}.${variable.name}=${station.settings.deviceModel.valueOf(variable)}`);
  }
  return `${lines.join('\n')}\n`;
}
