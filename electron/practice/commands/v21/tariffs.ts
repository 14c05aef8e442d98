import { command, result, status, statusBecause } from '../../behaviours/command.ts';
import type { Behaviour } from '../../behaviours/behaviour.ts';
import { obstacleOf, readTariff } from '../../model/tariff.ts';
import { integer, optionalInteger, optionalTexts, text } from '../../payload.ts';
import type { Station } from '../../station/station.ts';
import { tariffsOf } from '../../station/v21/tariffs.ts';

/** EVSE 0, or none, means all of them; an unknown one means nothing. */
function evseIdsOf(station: Station, evseId: number | undefined): number[] {
  const ids = station.connectors.map(({ id }) => id);
  return evseId === undefined || evseId === 0 ? ids : ids.filter((id) => id === evseId);
}

/** OCPP 2.1 I07 to I11. */
export const tariffCommands: readonly Behaviour[] = [
  command('SetDefaultTariff', (payload, station) => {
    const evseIds = evseIdsOf(station, integer(payload, 'evseId'));
    const tariff = readTariff(payload);
    const obstacle = obstacleOf(tariff);
    if (evseIds.length === 0) return statusBecause('Rejected', 'UnknownEvse', 'there is no such EVSE');
    if (obstacle !== undefined) return status(obstacle);
    if (tariffsOf(station).isDouble(tariff, evseIds)) return status('DuplicateTariffId');
    tariffsOf(station).setDefault(evseIds, tariff);
    return status('Accepted');
  }),

  command('GetTariffs', (payload, station) => {
    const evseIds = evseIdsOf(station, integer(payload, 'evseId'));
    if (evseIds.length === 0) return statusBecause('Rejected', 'UnknownEvse', 'there is no such EVSE');
    const concerned = station.connectors.filter(({ id }) => evseIds.includes(id));
    const tariffAssignments = tariffsOf(station).assignments(concerned);
    return tariffAssignments.length === 0
      ? status('NoTariff')
      : result({ status: 'Accepted', tariffAssignments });
  }),

  command('ClearTariffs', (payload, station) => {
    const ids = optionalTexts(payload, 'tariffIds');
    const evseIds = evseIdsOf(station, optionalInteger(payload, 'evseId'));
    const removed = tariffsOf(station).clear(evseIds, ids);
    const asked = ids ?? [...removed];
    // At least one result is required, also where there was nothing to clear.
    if (asked.length === 0) return result({ clearTariffsResult: [{ status: 'NoTariff' }] });
    return result({
      clearTariffsResult: asked.map((tariffId) => ({
        tariffId,
        status: removed.has(tariffId) ? 'Accepted' : 'NoTariff',
      })),
    });
  }),

  command('ChangeTransactionTariff', (payload, station) => {
    const id = text(payload, 'transactionId');
    const tariff = readTariff(payload);
    const connector = station.connectors.find(({ transaction }) => transaction?.id === id);
    if (connector?.transaction === undefined) return status('TxNotFound');
    const obstacle = obstacleOf(tariff);
    if (obstacle !== undefined) return status(obstacle);
    const current = tariffsOf(station).of(connector.id, connector.transaction);
    if (current !== undefined && current.currency !== tariff.currency) return status('NoCurrencyChange');
    tariffsOf(station).setForTransaction(connector.transaction, tariff);
    return status('Accepted');
  }),
];
