import type { JsonObject } from '../../../../shared/json.ts';
import { command, status } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import type { Answer } from '../../station/link/exchange.ts';
import type { Connector } from '../../model/connector.ts';
import { SIGNING_REQUEST } from '../../model/signingRequest.ts';
import { optionalInteger, text } from '../../payload.ts';
import type { StatusAction } from '../../station/files/fileJob.ts';
import type { Station } from '../../station/station.ts';

type Trigger = (station: Station, connectors: readonly Connector[], isWhole: boolean) => void;

export function sendFileStatus(action: StatusAction): Trigger {
  return (station) => station.notify(action, station.files.lastStatus(action), true);
}

const COMMON: Readonly<Record<string, Trigger>> = {
  BootNotification: (station) => station.registration.bootTriggered(),
  Heartbeat: (station) => station.registration.heartbeatTriggered(),
  MeterValues(station, connectors) {
    for (const connector of connectors) station.metering.sendTriggered(connector);
  },
  StatusNotification(station, connectors, isWhole) {
    if (isWhole) station.announcements.statusOfAll(true);
    else for (const connector of connectors) station.announcements.statusOf(connector, true);
  },
};

const PLAIN: Readonly<Record<string, Trigger>> = {
  ...COMMON,
  DiagnosticsStatusNotification: sendFileStatus('DiagnosticsStatusNotification'),
  FirmwareStatusNotification: sendFileStatus('FirmwareStatusNotification'),
};

/** Security whitepaper §4.5: the extended trigger asks for the messages of the security extension. */
const EXTENDED: Readonly<Record<string, Trigger>> = {
  ...COMMON,
  LogStatusNotification: sendFileStatus('LogStatusNotification'),
  FirmwareStatusNotification: sendFileStatus('SignedFirmwareStatusNotification'),
  SignChargePointCertificate: (station) => station.notify('SignCertificate', { csr: SIGNING_REQUEST }, true),
};

function trigger(payload: JsonObject, station: Station, triggers: Readonly<Record<string, Trigger>>): Answer {
  const send = triggers[text(payload, 'requestedMessage')];
  if (send === undefined) return status('NotImplemented');
  const id = optionalInteger(payload, 'connectorId');
  const isWhole = id === undefined || id === 0;
  const connectors = isWhole
    ? station.connectors
    : station.connectors.filter((connector) => connector.id === id);
  if (connectors.length === 0) return status('Rejected');
  return status('Accepted', () => send(station, connectors, isWhole));
}

/** OCPP 1.6 §5.17. */
export const triggerCommands: readonly Behaviour[] = [
  command('TriggerMessage', (payload, station) => trigger(payload, station, PLAIN)),
  command('ExtendedTriggerMessage', (payload, station) => trigger(payload, station, EXTENDED)),
];
