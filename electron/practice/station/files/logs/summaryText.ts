import { isOcpp1 } from '../../../../../shared/ocpp/version.ts';
import type { StationBase } from '../../stationBase.ts';

/** What a technician would look for first. Passwords are not in it. */
export function summaryText(station: StationBase): string {
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
  return `${lines.join('\n')}\n`;
}

/** `key,value` for each setting that may be read. */
export function settingsText({ settings, version }: StationBase): string {
  const pairs = isOcpp1(version)
    ? settings.configuration
        .keys()
        .filter(({ access }) => access !== 'write-only')
        .map(({ key }): [string, string] => [key, settings.configuration.value(key)])
    : settings.deviceModel
        .variables()
        .filter(({ access }) => access !== 'WriteOnly')
        .map((variable): [string, string] => [
          `${variable.component}.${variable.name}`,
          settings.deviceModel.valueOf(variable),
        ]);
  const rows = [...pairs].map(([key, value]) => `${key},"${value.replaceAll('"', '""')}"`);
  return `${['key,value', ...rows].join('\n')}\n`;
}
