import { command, status } from '../../behaviours/command.ts';
import type { Connector } from '../../model/connector.ts';
import { SIGNING_REQUEST } from '../../model/signingRequest.ts';
import { optionalObject, text } from '../../payload.ts';
import type { Station } from '../../station/station.ts';
import { connectorsOf } from './remote.ts';

type Trigger = (station: Station, connectors: readonly Connector[]) => void;

function sendFirmwareStatus(station: Station): void {
  station.notify('FirmwareStatusNotification', station.files.lastStatus('FirmwareStatusNotification'), true);
}

function sendTransaction(station: Station, connectors: readonly Connector[]): void {
  for (const connector of connectors) {
    if (connector.transaction === undefined) continue;
    const sample = station.metering.sample(connector, 'Trigger', 'sampledMeasurands');
    station.dialect.transactionSampled(connector, connector.transaction, sample, true);
  }
}

function sign(certificateType: string): Trigger {
  return (station) => station.notify('SignCertificate', { csr: SIGNING_REQUEST, certificateType }, true);
}

/** What is not here the station does not do: it knows no ISO 15118. */
const TRIGGERS: Readonly<Record<string, Trigger>> = {
  BootNotification: (station) => station.registration.bootTriggered(),
  Heartbeat: (station) => station.registration.heartbeatTriggered(),
  LogStatusNotification: (station) =>
    station.notify('LogStatusNotification', station.files.lastStatus('LogStatusNotification'), true),
  FirmwareStatusNotification: sendFirmwareStatus,
  PublishFirmwareStatusNotification: (station) =>
    station.notify(
      'PublishFirmwareStatusNotification',
      station.files.lastStatus('PublishFirmwareStatusNotification'),
      true,
    ),
  MeterValues(station, connectors) {
    for (const connector of connectors) station.metering.sendTriggered(connector);
  },
  StatusNotification(station, connectors) {
    for (const connector of connectors) station.announcements.statusOf(connector, true);
  },
  TransactionEvent: sendTransaction,
  SignChargingStationCertificate: sign('ChargingStationCertificate'),
};

/** OCPP 2.0.1 F06. */
export const triggerMessage = command('TriggerMessage', (payload, station) => {
  const requested = text(payload, 'requestedMessage');
  const send = TRIGGERS[requested];
  if (send === undefined) return status('NotImplemented');
  const connectors = connectorsOf(station, optionalObject(payload, 'evse'));
  const isRunning = connectors.some(({ transaction }) => transaction !== undefined);
  if (connectors.length === 0 || (requested === 'TransactionEvent' && !isRunning)) return status('Rejected');
  return status('Accepted', () => send(station, connectors));
});
