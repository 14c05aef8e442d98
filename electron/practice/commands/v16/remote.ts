import { command, status } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import { readChargingProfile } from '../../model/chargingProfile.ts';
import { integer, oneOf, optionalInteger, optionalObject, text } from '../../payload.ts';
import { changeAvailability } from '../changeAvailability.ts';
import { chooseConnector } from '../chooseConnector.ts';

/** OCPP 1.6 §5.11 to §5.14, §5.2, §5.18. */
export const remoteCommands: readonly Behaviour[] = [
  command('RemoteStartTransaction', (payload, station) => {
    const token = { idToken: text(payload, 'idTag'), type: 'Central' };
    const connector = chooseConnector(station, optionalInteger(payload, 'connectorId'), token);
    const source = optionalObject(payload, 'chargingProfile');
    const profile = source === undefined ? undefined : readChargingProfile(source);
    if (connector === undefined || (profile !== undefined && profile.purpose !== 'tx'))
      return status('Rejected');
    return status('Accepted', () =>
      station.background('a remote start', station.charging.startRemotely(connector, { token, profile })),
    );
  }),

  command('RemoteStopTransaction', (payload, station) => {
    const id = integer(payload, 'transactionId');
    const connector = station.connectors.find(({ transaction }) => transaction?.id === id);
    if (connector === undefined) return status('Rejected');
    return status('Accepted', () => station.charging.end(connector, 'Remote'));
  }),

  command('Reset', (payload, station) => {
    const type = oneOf(payload, 'type', ['Soft', 'Hard'] as const);
    return status('Accepted', () => {
      station.charging.endAll(type === 'Soft' ? 'SoftReset' : 'HardReset');
      station.registration.reboot('RemoteReset');
    });
  }),

  command('ChangeAvailability', (payload, station) => {
    const id = integer(payload, 'connectorId');
    const isOperative = oneOf(payload, 'type', ['Operative', 'Inoperative'] as const) === 'Operative';
    const concerned =
      id === 0 ? station.connectors : station.connectors.filter((connector) => connector.id === id);
    return concerned.length === 0 ? status('Rejected') : changeAvailability(station, concerned, isOperative);
  }),

  command('UnlockConnector', (payload, station) => {
    const connector = station.connector(integer(payload, 'connectorId'));
    // 1.5 only says whether it did it.
    const isOld = station.version === '1.5';
    if (connector === undefined) return status(isOld ? 'Rejected' : 'NotSupported');
    return status(isOld ? 'Accepted' : 'Unlocked', () => station.charging.end(connector, 'UnlockCommand'));
  }),
];
