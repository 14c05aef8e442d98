import type { Random } from './random.ts';
import type { Station } from './station.ts';

/** What is on the type plate. The firmware changes by update. */
export interface Identity {
  readonly vendor: string;
  readonly model: string;
  readonly serialNumber: string;
  readonly meterType: string;
  readonly meterSerialNumber: string;
  readonly iccid: string;
  readonly imsi: string;
  firmwareVersion: string;
}

export function makeIdentity(random: Random): Identity {
  const digits = (count: number): string =>
    Array.from({ length: count }, () => Math.floor(random.next() * 10)).join('');
  return {
    vendor: 'Kerbside',
    model: 'Practice 22',
    serialNumber: `KP22-${digits(8)}`,
    meterType: 'KM-3P MID',
    meterSerialNumber: `KM${digits(9)}`,
    iccid: `893202${digits(13)}`,
    imsi: `20601${digits(10)}`,
    firmwareVersion: '1.4.2',
  };
}

/** Fills the device model with what the station knows better than the factory. */
export function showIdentity(station: Station): void {
  const { deviceModel } = station.settings;
  const { identity } = station;
  deviceModel.showLive('ChargingStation.Model', () => identity.model);
  deviceModel.showLive('ChargingStation.VendorName', () => identity.vendor);
  deviceModel.showLive('ChargingStation.SerialNumber', () => identity.serialNumber);
  deviceModel.showLive('ChargingStation.Problem', () =>
    String(station.connectors.some((connector) => connector.isFaulted)),
  );
  deviceModel.showLive('Controller.FirmwareVersion', () => identity.firmwareVersion);
  deviceModel.showLive('SecurityCtrlr.Identity', () => station.id);
  deviceModel.showLive('ClockCtrlr.DateTime', () => station.clock.iso());
  deviceModel.showLive('LocalAuthListCtrlr.Entries', () => String(station.localList.size));
  deviceModel.showLive('SecurityCtrlr.CertificateEntries', () =>
    String(station.certificates.list(undefined).length),
  );
  for (const connector of station.connectors) {
    const state = (): string => station.dialect.status(connector);
    const { id } = connector;
    deviceModel.showLive(`EVSE/${id}.AvailabilityState`, state);
    deviceModel.showLive(`EVSE/${id}.Power`, () => connector.meter.powerW.toFixed(0));
    deviceModel.showLive(`Connector/${id}/1.AvailabilityState`, state);
    deviceModel.showLive(`Connector/${id}/1.Problem`, () => String(connector.isFaulted));
    deviceModel.showLive(`Connector/${id}/1.Temperature`, () =>
      connector.meter.temperatureCelsius.toFixed(1),
    );
  }
}
