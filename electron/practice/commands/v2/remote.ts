import type { JsonObject } from '../../../../shared/json.ts';
import { command, result, status, statusBecause } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import type { Answer } from '../../station/link/exchange.ts';
import { readChargingProfile } from '../../model/chargingProfile.ts';
import type { Connector } from '../../model/connector.ts';
import {
  integer,
  object,
  oneOf,
  optionalInteger,
  optionalObject,
  optionalText,
  text,
} from '../../payload.ts';
import type { Station } from '../../station/station.ts';
import { changeAvailability } from '../changeAvailability.ts';
import { chooseConnector } from '../chooseConnector.ts';

function findTransaction(station: Station, id: string): Connector | undefined {
  return station.connectors.find(({ transaction }) => transaction?.id === id);
}

/** The connectors that an optional `evse` of a request means; an unknown one means none. */
export function connectorsOf(station: Station, evse: JsonObject | undefined): readonly Connector[] {
  if (evse === undefined) return station.connectors;
  const connectorId = optionalInteger(evse, 'connectorId') ?? 1;
  const id = integer(evse, 'id');
  if (id === 0) return station.connectors;
  return station.connectors.filter((connector) => connector.id === id && connectorId === 1);
}

/** One EVSE restarts alone: its transaction ends, and it is away for a moment (OCPP 2.0.1 B11). */
function resetEvse(station: Station, connector: Connector): void {
  station.charging.end(connector, 'HardReset');
  connector.isOperative = false;
  station.announcements.refresh(connector);
  station.clock.after(2_000, () => {
    connector.isOperative = true;
    station.announcements.refresh(connector);
  });
}

function reset(payload: JsonObject, station: Station): Answer {
  const isImmediate = oneOf(payload, 'type', ['Immediate', 'OnIdle'] as const) === 'Immediate';
  const evseId = optionalInteger(payload, 'evseId');
  const connector = station.connector(evseId);
  if (evseId !== undefined && connector === undefined)
    return statusBecause('Rejected', 'UnknownEvse', `no EVSE ${evseId}`);
  const isBusy = connector === undefined ? !station.charging.isIdle : connector.transaction !== undefined;
  const run = (): void => {
    if (connector !== undefined) {
      resetEvse(station, connector);
      return;
    }
    station.charging.endAll('HardReset');
    station.registration.reboot(isBusy && !isImmediate ? 'ScheduledReset' : 'RemoteReset');
  };
  if (isImmediate || !isBusy) return status('Accepted', run);
  return status('Scheduled', () => station.charging.whenIdle(run));
}

/** OCPP 2.0.1 F01 to F06, B11, B12, G03, E14, I02. */
export const remoteCommands: readonly Behaviour[] = [
  command('RequestStartTransaction', (payload, station) => {
    const idToken = object(payload, 'idToken');
    const token = { idToken: text(idToken, 'idToken'), type: text(idToken, 'type') };
    const remoteStartId = integer(payload, 'remoteStartId');
    const source = optionalObject(payload, 'chargingProfile');
    const profile = source === undefined ? undefined : readChargingProfile(source);
    const connector = chooseConnector(station, optionalInteger(payload, 'evseId'), token);
    if (connector === undefined)
      return statusBecause('Rejected', 'Occupied', 'no EVSE can start a transaction now');
    if (profile !== undefined && profile.purpose !== 'tx') {
      return statusBecause('Rejected', 'InvalidProfile', 'only a TxProfile can come with a start');
    }
    return status('Accepted', () =>
      station.background(
        'a remote start',
        station.charging.startRemotely(connector, { token, remoteStartId, profile }),
      ),
    );
  }),

  command('RequestStopTransaction', (payload, station) => {
    const connector = findTransaction(station, text(payload, 'transactionId'));
    if (connector === undefined)
      return statusBecause('Rejected', 'TxNotFound', 'no such transaction is running');
    return status('Accepted', () => station.charging.end(connector, 'Remote'));
  }),

  command('GetTransactionStatus', (payload, station) => {
    const id = optionalText(payload, 'transactionId');
    const messagesInQueue = station.calls.hasKept;
    if (id === undefined) return result({ messagesInQueue });
    return result({ ongoingIndicator: findTransaction(station, id) !== undefined, messagesInQueue });
  }),

  command('Reset', reset),

  command('ChangeAvailability', (payload, station) => {
    const isOperative =
      oneOf(payload, 'operationalStatus', ['Operative', 'Inoperative'] as const) === 'Operative';
    const concerned = connectorsOf(station, optionalObject(payload, 'evse'));
    if (concerned.length === 0) return statusBecause('Rejected', 'UnknownEvse', 'no such EVSE or connector');
    return changeAvailability(station, concerned, isOperative);
  }),

  command('UnlockConnector', (payload, station) => {
    const connector = station.connector(integer(payload, 'evseId'));
    if (connector === undefined || integer(payload, 'connectorId') !== 1) return status('UnknownConnector');
    return status(connector.transaction === undefined ? 'Unlocked' : 'OngoingAuthorizedTransaction');
  }),

  command('CostUpdated', (payload) => {
    text(payload, 'transactionId');
    return result({});
  }),
];
