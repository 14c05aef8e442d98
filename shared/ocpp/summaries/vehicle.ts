import type { Json } from '../../json.ts';
import { listOf, numberOf, objectOf, textOf } from './reading.ts';
import { sayLimits } from './scheduleWords.ts';
import type { Summaries } from './summary.ts';
import {
  base64Bytes,
  counted,
  firstOf,
  grouped,
  joined,
  labelled,
  place,
  shortId,
  status,
  tag,
  transaction,
  truthOf,
} from './wording.ts';

/** What the vehicle says and wants, and what is swapped into it, of 2.x. */
export const VEHICLE: Summaries = {
  Get15118EVCertificate: {
    request: (payload) =>
      joined([
        textOf(payload, 'action'),
        textOf(payload, 'iso15118SchemaVersion'),
        labelled('EXI request of', base64Bytes(payload, 'exiRequest')),
      ]),
    response: (payload) =>
      joined([
        status(payload),
        labelled('EXI response of', base64Bytes(payload, 'exiResponse')),
        labelled('contracts left', textOf(payload, 'remainingContracts')),
      ]),
  },
  NotifyEVChargingNeeds: {
    request(payload) {
      const needs = objectOf(payload, 'chargingNeeds');
      return joined([
        place(payload),
        textOf(needs, 'requestedEnergyTransfer'),
        acNeeds(objectOf(needs, 'acChargingParameters')),
        dcNeeds(objectOf(needs, 'dcChargingParameters')),
        labelled('leaves at', textOf(needs, 'departureTime')),
        labelled('at most', tuples(payload)),
      ]);
    },
  },
  NotifyEVChargingSchedule: {
    request: (payload) =>
      joined([
        place(payload),
        sayLimits(objectOf(payload, 'chargingSchedule')),
        labelled('from', textOf(payload, 'timeBase')),
        truthOf(payload, 'powerToleranceAcceptance', 'tolerance accepted', 'tolerance not accepted'),
      ]),
  },
  NotifyAllowedEnergyTransfer: {
    request(payload) {
      const modes = listOf(payload, 'allowedEnergyTransfer').filter((mode) => typeof mode === 'string');
      return joined([transaction(payload), modes.length > 3 ? counted(modes.length, 'mode') : joined(modes)]);
    },
  },
  UsePriorityCharging: {
    request: (payload) => joined([truthOf(payload, 'activate', 'on', 'off'), transaction(payload)]),
  },
  NotifyPriorityCharging: {
    request: (payload) => joined([truthOf(payload, 'activated', 'on', 'off'), transaction(payload)]),
  },
  RequestBatterySwap: {
    request: (payload) => joined([tag(payload), labelled('request', textOf(payload, 'requestId'))]),
  },
  BatterySwap: {
    request: (payload) =>
      joined([
        textOf(payload, 'eventType'),
        tag(payload),
        firstOf(payload, 'batteryData', sayBattery),
        labelled('request', textOf(payload, 'requestId')),
      ]),
  },
};

function acNeeds(needs: Json | undefined): string | undefined {
  return joined([
    withUnit(needs, 'energyAmount', 'Wh'),
    labelled('at most', withUnit(needs, 'evMaxCurrent', 'A')),
  ]);
}

function dcNeeds(needs: Json | undefined): string | undefined {
  return joined([
    withUnit(needs, 'energyAmount', 'Wh'),
    labelled('at most', withUnit(needs, 'evMaxPower', 'W') ?? withUnit(needs, 'evMaxCurrent', 'A')),
    labelled('SoC', withUnit(needs, 'stateOfCharge', '%')),
  ]);
}

function tuples(payload: Json): string | undefined {
  const most = numberOf(payload, 'maxScheduleTuples');
  return most === undefined ? undefined : counted(most, 'schedule entry', 'schedule entries');
}

function sayBattery(battery: Json | undefined): string | undefined {
  return joined([
    labelled('slot', textOf(battery, 'evseId')),
    labelled('battery', shortId(textOf(battery, 'serialNumber'))),
    labelled('SoC', withUnit(battery, 'soC', '%')),
    labelled('health', withUnit(battery, 'soH', '%')),
  ]);
}

function withUnit(from: Json | undefined, key: string, unit: string): string | undefined {
  const value = numberOf(from, key);
  return value === undefined ? undefined : `${grouped(value, Number.isInteger(value) ? 0 : 1)} ${unit}`;
}
