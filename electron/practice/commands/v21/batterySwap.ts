import type { JsonObject } from '../../../../shared/json.ts';
import { command, status, statusBecause } from '../../behaviours/command.ts';
import { integer, object, text } from '../../payload.ts';
import { perStation } from '../../station/perStation.ts';
import type { StationBase } from '../../station/stationBase.ts';

const BAY = 1;
const PUT_IN_MS = 2_000;
const TAKEN_OUT_MS = 5_000;

const swapsOf = perStation(() => ({ isRunning: false }));

export function swapMessage(
  station: StationBase,
  eventType: 'BatteryIn' | 'BatteryOut',
  idToken: JsonObject,
  requestId: number,
): JsonObject {
  const isEmpty = eventType === 'BatteryIn';
  return {
    eventType,
    requestId,
    idToken,
    batteryData: [
      {
        evseId: BAY,
        serialNumber: `BAT-${Math.floor(station.random.between(1_000, 9_999))}`,
        soC: isEmpty ? 18 : 96,
        soH: isEmpty ? 91 : 97,
      },
    ],
  };
}

/** OCPP 2.1 S02: as if the token had been presented; the driver puts the empty battery in and takes a full one. */
export const batterySwap = command('RequestBatterySwap', (payload, station) => {
  const source = object(payload, 'idToken');
  const idToken = { idToken: text(source, 'idToken'), type: text(source, 'type') };
  const requestId = integer(payload, 'requestId');
  const swap = swapsOf(station);
  if (swap.isRunning) return statusBecause('Rejected', 'Occupied', 'a battery is being swapped already');
  swap.isRunning = true;
  return status('Accepted', () => {
    station.clock.after(PUT_IN_MS, () =>
      station.notify('BatterySwap', swapMessage(station, 'BatteryIn', idToken, requestId)),
    );
    station.clock.after(TAKEN_OUT_MS, () => {
      swap.isRunning = false;
      station.notify('BatterySwap', swapMessage(station, 'BatteryOut', idToken, requestId));
    });
  });
});
