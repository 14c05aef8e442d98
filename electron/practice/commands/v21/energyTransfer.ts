import { command, status, statusBecause } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import { integer, optionalTexts, Refusal, text, time } from '../../payload.ts';

/** What the outlets of this station can do. */
const OWN_TRANSFERS = new Set(['AC_single_phase', 'AC_two_phase', 'AC_three_phase']);

/** OCPP 2.1 Q01, Q07. */
export const energyTransferCommands: readonly Behaviour[] = [
  command('NotifyAllowedEnergyTransfer', (payload, station) => {
    const id = text(payload, 'transactionId');
    const allowed = optionalTexts(payload, 'allowedEnergyTransfer');
    if (allowed === undefined) throw new Refusal('missing', 'allowedEnergyTransfer is missing');
    if (!station.connectors.some(({ transaction }) => transaction?.id === id)) {
      return statusBecause('Rejected', 'TxNotFound', 'no such transaction is running');
    }
    return allowed.some((transfer) => OWN_TRANSFERS.has(transfer))
      ? status('Accepted')
      : statusBecause('Rejected', 'UnsupportedParam', 'this station charges with alternating current only');
  }),

  command('AFRRSignal', (payload, station) => {
    time(payload, 'timestamp');
    integer(payload, 'signal');
    return station.charging.isIdle
      ? statusBecause('Rejected', 'NoTransaction', 'no car is connected that could follow the signal')
      : status('Accepted');
  }),
];
