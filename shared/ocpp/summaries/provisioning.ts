import type { Json } from '../../json.ts';
import { listOf, numberOf, objectOf, textOf, isTrue } from './reading.ts';
import type { Summaries } from './summary.ts';
import { address, counted, firstOf, joined, labelled, place, status } from './wording.ts';
import { shownValue, variableName } from './variable.ts';

export const PROVISIONING: Summaries = {
  BootNotification: {
    request(payload) {
      const station = objectOf(payload, 'chargingStation') ?? payload;
      const maker = textOf(payload, 'chargePointVendor') ?? textOf(station, 'vendorName');
      const model = textOf(payload, 'chargePointModel') ?? textOf(station, 'model');
      const serial = textOf(payload, 'chargePointSerialNumber') ?? textOf(station, 'serialNumber');
      return joined([
        model ?? maker,
        labelled('firmware', textOf(station, 'firmwareVersion')),
        labelled('serial', serial ?? textOf(payload, 'chargeBoxSerialNumber')),
        textOf(payload, 'reason'),
      ]);
    },
    response(payload) {
      const interval = numberOf(payload, 'interval') ?? numberOf(payload, 'heartbeatInterval');
      const said = status(payload);
      const word = said === undefined || said.startsWith('Accepted') ? 'heartbeat every' : 'try again in';
      return joined([said, interval === undefined ? undefined : `${word} ${interval} s`]);
    },
  },
  Heartbeat: {
    request: () => 'asks the time',
    response: (payload) => textOf(payload, 'currentTime'),
  },
  GetBaseReport: {
    request: (payload) =>
      joined([textOf(payload, 'reportBase'), labelled('request', textOf(payload, 'requestId'))]),
  },
  GetReport: {
    request: (payload) =>
      joined([
        firstOf(payload, 'componentVariable', variableName),
        ...listOf(payload, 'componentCriteria')
          .filter((one) => typeof one === 'string')
          .slice(0, 3),
        labelled('request', textOf(payload, 'requestId')),
      ]),
  },
  NotifyReport: {
    request: (payload) =>
      joined([
        labelled('request', textOf(payload, 'requestId')),
        labelled('part', textOf(payload, 'seqNo')),
        counted(listOf(payload, 'reportData').length, 'variable'),
        isTrue(payload, 'tbc') ? 'more to come' : undefined,
      ]),
  },
  GetVariables: {
    request: (payload) => firstOf(payload, 'getVariableData', variableName),
    response: (payload) =>
      firstOf(payload, 'getVariableResult', (item) => {
        const answer = textOf(item, 'attributeStatus');
        if (answer !== undefined && answer !== 'Accepted') {
          return joined([variableName(item), answer, attributeReason(item)], ' ');
        }
        const name = variableName(item);
        return joined([name, shownValue(name, textOf(item, 'attributeValue')) ?? answer], ' = ');
      }),
  },
  SetVariables: {
    request: (payload) =>
      firstOf(payload, 'setVariableData', (item) => {
        const name = variableName(item);
        return joined([name, shownValue(name, textOf(item, 'attributeValue'))], ' = ');
      }),
    response: (payload) =>
      firstOf(payload, 'setVariableResult', (item) =>
        joined([variableName(item), textOf(item, 'attributeStatus'), attributeReason(item)], ' '),
      ),
  },
  SetNetworkProfile: {
    request(payload) {
      const data = objectOf(payload, 'connectionData');
      return joined([
        labelled('slot', textOf(payload, 'configurationSlot')),
        address(data, 'ocppCsmsUrl'),
        labelled('security profile', textOf(data, 'securityProfile')),
      ]);
    },
  },
  Reset: {
    request: (payload) => joined([textOf(payload, 'type'), place(payload)]),
  },
};

function attributeReason(item: Json | undefined): string | undefined {
  const reason = textOf(objectOf(item, 'attributeStatusInfo'), 'reasonCode');
  return reason === undefined ? undefined : `(${reason})`;
}
