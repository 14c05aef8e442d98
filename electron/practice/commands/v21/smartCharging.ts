import { command, status, statusBecause } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import { flag, integer, object, text } from '../../payload.ts';
import { dynamicSchedulesOf } from '../../station/v21/dynamicSchedules.ts';

/** OCPP 2.1 K21, K28. */
export const smartChargingCommands21: readonly Behaviour[] = [
  command('UpdateDynamicSchedule', (payload, station) => {
    const id = integer(payload, 'chargingProfileId');
    const isKnown = dynamicSchedulesOf(station).update(id, object(payload, 'scheduleUpdate'));
    return isKnown
      ? status('Accepted')
      : statusBecause('Rejected', 'UnknownProfile', `there is no dynamic profile ${id}`);
  }),

  command('UsePriorityCharging', (payload, station) => {
    const id = text(payload, 'transactionId');
    const isActive = flag(payload, 'activate');
    const connector = station.connectors.find(({ transaction }) => transaction?.id === id);
    if (connector?.transaction === undefined) {
      return statusBecause('Rejected', 'TxNotFound', 'no such transaction is running');
    }
    const profiles = station.profiles.find({ purpose: 'priority' });
    if (!profiles.some(({ connectorId }) => connectorId === 0 || connectorId === connector.id)) {
      return status('NoProfile');
    }
    connector.transaction.hasPriority = isActive;
    return status('Accepted', () => station.metering.applyLimit(connector));
  }),
];
