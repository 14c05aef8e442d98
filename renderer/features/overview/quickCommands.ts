import { assertNever } from '../../../shared/assertNever.ts';
import type { Json } from '../../../shared/json.ts';
import { isOcpp1, type OcppVersion } from '../../../shared/ocpp/version.ts';
import type { Connector, Station } from '../../../shared/station/station.ts';

export const QUICK_COMMANDS = ['status', 'boot', 'settings', 'unlock', 'start', 'stop', 'reset'] as const;
export type QuickCommandName = (typeof QUICK_COMMANDS)[number];

/** An action ready to be sent; `payload` is JSON text, `subject` the word in it that says what it is about. */
export interface QuickCommand {
  action: string;
  subject?: string;
  payload: string;
}

/** What the technician chose for all of them. */
export interface QuickChoice {
  connector: Pick<Connector, 'evseId' | 'connectorId' | 'transactionId'>;
  idTag: string;
  /** Numbers a report or a remote start, so that what follows can be told apart. */
  requestId: number;
}

/** Those that change what happens at the charger with a person beside it: said before they are sent. */
export function isConfirmed(name: QuickCommandName): boolean {
  return name === 'unlock' || name === 'reset';
}

/** 1.6 has connectors, with 0 for the station as a whole; from 2.0.1 on a connector belongs to an EVSE. */
export function chargeableConnectors(station: Station): QuickChoice['connector'][] {
  const known = station.connectors.filter(({ connectorId }) => connectorId > 0);
  if (known.length > 0) return known;
  return [
    station.version !== undefined && isOcpp1(station.version)
      ? { connectorId: 1 }
      : { evseId: 1, connectorId: 1 },
  ];
}

const SUBJECTS = ['requestedMessage', 'reportBase', 'type'] as const;

function command(action: string, payload: Record<string, Json>): QuickCommand {
  const subject = SUBJECTS.map((name) => payload[name]).find((value) => typeof value === 'string');
  const text = JSON.stringify(payload);
  return subject === undefined ? { action, payload: text } : { action, subject, payload: text };
}

function command16(name: QuickCommandName, { connector, idTag }: QuickChoice): QuickCommand | undefined {
  const { connectorId, transactionId } = connector;
  switch (name) {
    case 'status':
      return command('TriggerMessage', { requestedMessage: 'StatusNotification' });
    case 'boot':
      return command('TriggerMessage', { requestedMessage: 'BootNotification' });
    case 'settings':
      return command('GetConfiguration', {});
    case 'unlock':
      return command('UnlockConnector', { connectorId });
    case 'start':
      return command('RemoteStartTransaction', { connectorId, idTag });
    case 'stop':
      // The digits go out as they came: a 64-bit id does not survive a number.
      return transactionId === undefined || !/^-?\d+$/.test(transactionId)
        ? undefined
        : { action: 'RemoteStopTransaction', payload: `{"transactionId":${transactionId}}` };
    case 'reset':
      return command('Reset', { type: 'Soft' });
    default:
      return assertNever(name);
  }
}

function command2(
  name: QuickCommandName,
  { connector, idTag, requestId }: QuickChoice,
): QuickCommand | undefined {
  const { connectorId, transactionId } = connector;
  const evseId = connector.evseId ?? 1;
  switch (name) {
    case 'status':
      // OCPP 2.0.1 part 2, F06.FR.12: a status is asked for with its connector.
      return command('TriggerMessage', {
        requestedMessage: 'StatusNotification',
        evse: { id: evseId, connectorId },
      });
    case 'boot':
      return command('TriggerMessage', { requestedMessage: 'BootNotification' });
    case 'settings':
      return command('GetBaseReport', { requestId, reportBase: 'FullInventory' });
    case 'unlock':
      return command('UnlockConnector', { evseId, connectorId });
    case 'start':
      return command('RequestStartTransaction', {
        evseId,
        remoteStartId: requestId,
        idToken: { idToken: idTag, type: 'Central' },
      });
    case 'stop':
      return transactionId === undefined ? undefined : command('RequestStopTransaction', { transactionId });
    case 'reset':
      return command('Reset', { type: 'OnIdle' });
    default:
      return assertNever(name);
  }
}

/** The quick command in a version's own words; nothing where it makes no sense now. */
export function quickCommand(
  version: OcppVersion,
  name: QuickCommandName,
  choice: QuickChoice,
): QuickCommand | undefined {
  // 1.5 has no TriggerMessage.
  if (version === '1.5' && (name === 'status' || name === 'boot')) return undefined;
  return isOcpp1(version) ? command16(name, choice) : command2(name, choice);
}
