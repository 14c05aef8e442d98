import type { StationBase } from './stationBase.ts';

/** Fills the device model with what the station knows better than the factory. */
export function showIdentity(station: StationBase): void {
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
  station.settings.configuration.set('ChargePointId', station.id);
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
