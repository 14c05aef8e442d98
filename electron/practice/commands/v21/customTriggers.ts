import type { JsonObject } from '../../../../shared/json.ts';
import { status, statusBecause } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import type { Connector } from '../../model/connector.ts';
import { optionalObject, optionalText } from '../../payload.ts';
import type { Station } from '../../station/station.ts';
import { EXAMPLE_VAT_NUMBER, webPaymentsOf } from '../../station/v21/webPayments.ts';
import { connectorsOf } from '../v2/remote.ts';
import { swapMessage } from './batterySwap.ts';

type Make = (station: Station, connector: Connector) => JsonObject | undefined;

/** A transaction of the connector, for messages that make no sense without one. */
function ofTransaction(make: (transactionId: string) => JsonObject): Make {
  return (_station, { transaction }) =>
    transaction === undefined ? undefined : make(String(transaction.id));
}

/**
 * Messages that a station sends when something rare happens to it, here to be had by their names: TriggerMessage with
 * `CustomTrigger` (OCPP 2.1 F06).
 */
const CUSTOM_TRIGGERS: Readonly<Record<string, Make>> = {
  BatterySwap: (station) => swapMessage(station, 'BatteryIn', { idToken: 'PRACTICE', type: 'Local' }, 0),
  GetCertificateChainStatus: () => ({
    certificateStatusRequests: [
      {
        certificateHashData: {
          hashAlgorithm: 'SHA256',
          issuerNameHash: '0'.repeat(64),
          issuerKeyHash: '0'.repeat(64),
          serialNumber: '01',
        },
        source: 'OCSP',
        urls: ['http://127.0.0.1/ocsp'],
      },
    ],
  }),
  NotifyDERAlarm: (station) => ({
    controlType: 'FreqDroop',
    gridEventFault: 'OverFrequency',
    alarmEnded: false,
    timestamp: station.clock.iso(),
    extraInfo: '50.24 Hz measured',
  }),
  NotifyPriorityCharging: ofTransaction((transactionId) => ({ transactionId, activated: true })),
  NotifySettlement: (station, connector) =>
    webPaymentsOf(station).settlement(connector, connector.transaction),
  VatNumberValidation: (_station, { id }) => ({ vatNumber: EXAMPLE_VAT_NUMBER, evseId: id }),
};

/** In front of the usual TriggerMessage, which knows nothing of these. */
export const customTriggers: Behaviour = {
  name: 'custom triggers',
  onCall({ action, payload }, station) {
    if (action !== 'TriggerMessage' || payload['requestedMessage'] !== 'CustomTrigger') return 'next';
    const name = optionalText(payload, 'customTrigger') ?? '';
    const make = Object.hasOwn(CUSTOM_TRIGGERS, name) ? CUSTOM_TRIGGERS[name] : undefined;
    if (make === undefined) {
      const known = Object.keys(CUSTOM_TRIGGERS).join(', ');
      return statusBecause('NotImplemented', 'UnknownTrigger', `this station knows ${known}`);
    }
    const [connector] = connectorsOf(station, optionalObject(payload, 'evse'));
    const message = connector === undefined ? undefined : make(station, connector);
    if (message === undefined) return status('Rejected');
    return status('Accepted', () => station.notify(name, message, true));
  },
};
