import { command, result } from '../../behaviours/command.ts';
import { integer, Refusal } from '../../payload.ts';
import { perStation } from '../../station/perStation.ts';
import type { Station } from '../../station/station.ts';
import { webPaymentsOf } from '../../station/v21/webPayments.ts';

const settlingOf = perStation(() => ({ isOn: false }));

function settleAtTheEnd(station: Station): void {
  const settling = settlingOf(station);
  if (settling.isOn) return;
  settling.isOn = true;
  station.charging.onEnded((connector, transaction) => webPaymentsOf(station).settle(connector, transaction));
}

/** OCPP 2.1 C25: a driver has scanned the code on the station and begins to pay. */
export const webPayment = command('NotifyWebPaymentStarted', (payload, station) => {
  const connector = station.connector(integer(payload, 'evseId'));
  const timeoutS = integer(payload, 'timeout');
  if (connector === undefined) throw new Refusal('value', 'there is no such EVSE');
  return result({}, () => {
    settleAtTheEnd(station);
    webPaymentsOf(station).begin(connector.id, timeoutS);
  });
});
